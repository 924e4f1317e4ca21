-- The key figures of the quarter from ?1 to ?2, from the rows that were taken aside: word and count.
WITH
  progress AS MATERIALIZED (
    SELECT received, max(response IS NULL) AS open, max(responded) AS latest
    FROM touched WHERE received <= ?2 GROUP BY request
  ),
  answered AS MATERIALIZED (
    SELECT response, outcome, count(*) AS items FROM touched WHERE responded BETWEEN ?1 AND ?2 GROUP BY 1, 2
  ),
  given AS MATERIALIZED (
    SELECT coalesce(outcome, '') AS outcome, items FROM answered WHERE response IN ('released', 'released_in_part')
  ),
  exchanged AS MATERIALIZED (
    SELECT direction, count(*) AS items FROM exchange
    WHERE substr(responded, 1, 10) BETWEEN ?1 AND ?2
      AND (direction = 'inquiry' OR response IN ('released', 'released_in_part'))
    GROUP BY 1
  )
SELECT 'requests_received', count(*) FROM progress WHERE received >= ?1
UNION ALL SELECT 'requests_completed', count(*) FROM progress WHERE NOT open AND latest BETWEEN ?1 AND ?2
UNION ALL SELECT 'requests_pending_at_end', count(*) FROM progress WHERE open OR latest > ?2
UNION ALL SELECT 'items_determined', count(*) FROM touched WHERE outcome NOT NULL AND decided BETWEEN ?1 AND ?2
UNION ALL SELECT 'disclosures_non_mandatory', coalesce(sum(items), 0) FROM given WHERE outcome LIKE 'non_mandatory_%'
UNION ALL SELECT 'disclosures_mandatory', coalesce(sum(items), 0) FROM given WHERE outcome = 'mandatory'
UNION ALL SELECT 'disclosures_benefit', coalesce(sum(items), 0) FROM given WHERE outcome = 'benefit'
UNION ALL SELECT 'disclosures_other', coalesce(sum(items), 0) FROM given
  WHERE outcome NOT LIKE 'non_mandatory_%' AND outcome NOT IN ('mandatory', 'benefit')
UNION ALL SELECT 'items_withheld', coalesce(sum(items), 0) FROM answered WHERE response = 'withheld'
UNION ALL SELECT 'detainers_received', count(DISTINCT request) FROM touched
  WHERE received BETWEEN ?1 AND ?2 AND (instrument = 'detainer' OR ask = 'custody_hold')
UNION ALL SELECT 'status_exchanges_sent', coalesce(sum(items), 0) FROM exchanged WHERE direction = 'sent'
UNION ALL SELECT 'status_exchanges_received', coalesce(sum(items), 0) FROM exchanged WHERE direction = 'received'
UNION ALL SELECT 'status_exchanges_inquiry', coalesce(sum(items), 0) FROM exchanged WHERE direction = 'inquiry'
