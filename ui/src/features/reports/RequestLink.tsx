import { useWay } from "../../shared/places";

/** A request's number, and the way to it. */
export function RequestLink({ number }: { number: string }) {
  const { go } = useWay();
  return (
    <button
      type="button"
      className="report-link"
      onClick={() => {
        go({ page: "request", number });
      }}
    >
      <bdi>{number}</bdi>
    </button>
  );
}
