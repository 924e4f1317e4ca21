//! The letters in Spanish: those that go to residents.

use law::exemptions::Exemption;
use law::facts::{Ask, Information};

use super::{Condition, Letter, Wording, free, required, required_if};

pub(super) const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

pub(super) const fn wording(letter: Letter) -> Option<&'static Wording> {
    match letter {
        Letter::Acknowledgement => Some(&ACKNOWLEDGEMENT),
        Letter::PublicRecords => Some(&PUBLIC_RECORDS),
        Letter::Certification => Some(&CERTIFICATION),
        Letter::Extension => Some(&EXTENSION),
        Letter::Refusal | Letter::CourtPaper | Letter::StatusExchange | Letter::Referral => None,
    }
}

const ACKNOWLEDGEMENT: Wording = Wording {
    subject: "Hemos recibido su solicitud",
    parts: &[
        free(
            "opening",
            "Recibimos su solicitud el {received}. Tiene nuestro número {number}. Por favor indique este número cuando \
             nos escriba o nos llame.",
        ),
        required("Usted pidió:\n\n{items}"),
        required(
            "Esta carta solo dice que su solicitud está aquí. No la contesta, y no dice que la Ciudad tenga lo que \
             usted pidió ni que no lo tenga.",
        ),
        required_if(
            Condition::Records,
            "Usted tendrá una respuesta por escrito a más tardar el {due}. La ley de registros públicos le da a la \
             Ciudad 10 días hábiles para ello (G.L. c.66 § 10).",
        ),
        required_if(
            Condition::Certification,
            "Usted tendrá una respuesta a más tardar el {due}. La ley le da a la Ciudad 90 días para ello (G.L. c.258F \
             § 3).",
        ),
        free("closing", "Le escribiremos de nuevo."),
    ],
};

const PUBLIC_RECORDS: Wording = Wording {
    subject: "Su solicitud de registros públicos",
    parts: &[
        free(
            "opening",
            "Esta carta contesta su solicitud de registros públicos del {received} (G.L. c.66 § 10), que tiene nuestro \
             número {number}.",
        ),
        required("Usted pidió:\n\n{items}"),
        required_if(Condition::Given, "Lo que la ley hace público va con esta carta."),
        required_if(
            Condition::Withheld,
            "No se entregan registros o partes de registros, conforme a estas excepciones de G.L. c.4 § 7, cláusula \
             vigésima sexta:\n\n{exemptions}\n\nSe entrega lo que se puede separar de ellos. Nombrar una excepción no \
             dice nada sobre si existe un registro acerca de una persona.",
        ),
        required_if(
            Condition::Withheld,
            "Usted puede apelar ante el Supervisor de Registros (Supervisor of Records; G.L. c.66 § 10A(a); 950 CMR \
             32.08) y puede presentar una demanda civil ante el Tribunal Superior (Superior Court; G.L. c.66 § 10A(c)).",
        ),
        free("closing", "Si tiene una pregunta sobre esta respuesta, escríbanos o llámenos e indique nuestro número."),
    ],
};

const CERTIFICATION: Wording = Wording {
    subject: "Su solicitud de una certificación",
    parts: &[
        free(
            "opening",
            "Esta carta contesta su solicitud del {received} de una certificación en el Formulario I-918, Suplemento B, \
             o el Formulario I-914, Suplemento B. Tiene nuestro número {number}.",
        ),
        required_if(Condition::Signed, "La Ciudad ha firmado la certificación. Va con esta carta."),
        required_if(
            Condition::Denied,
            "La Ciudad no ha firmado la certificación, por esta razón: {reason}. Esto no le perjudica: usted puede \
             pedirla de nuevo.",
        ),
        required_if(
            Condition::Later,
            "La Ciudad todavía no puede contestar, por esta razón: {reason}. Contestará a más tardar el {due}.",
        ),
        required(
            "Esta respuesta se debe dar dentro de 90 días conforme a G.L. c.258F § 3. El gobierno federal es quien \
             decide si se otorga un beneficio migratorio.",
        ),
        free("closing", "Si tiene una pregunta sobre esta respuesta, escríbanos o llámenos e indique nuestro número."),
    ],
};

const EXTENSION: Wording = Wording {
    subject: "Su solicitud de registros públicos tardará más",
    parts: &[
        free(
            "opening",
            "Esta carta es sobre su solicitud de registros públicos del {received}, que tiene nuestro número {number}.",
        ),
        required("Usted pidió:\n\n{items}"),
        required(
            "La Ciudad no puede entregarlo dentro de 10 días hábiles, por esta razón: {reason}. Lo hará a más tardar el \
             {due} (G.L. c.66 § 10(b)).",
        ),
        required(
            "Usted puede apelar ante el Supervisor de Registros (Supervisor of Records; G.L. c.66 § 10A(a); 950 CMR \
             32.08) y puede presentar una demanda civil ante el Tribunal Superior (Superior Court; G.L. c.66 § 10A(c)).",
        ),
        free(
            "closing",
            "Si le basta con menos, o con una parte primero, por favor díganoslo. Entonces puede ser más rápido.",
        ),
    ],
};

/// What is asked in an item, as a letter names it.
pub(super) const fn asked(ask: Option<Ask>, information: Option<Information>) -> &'static str {
    match (ask, information) {
        (Some(Ask::Information), Some(Information::Status)) => "información sobre ciudadanía o estatus migratorio",
        (Some(Ask::Information), Some(Information::StatusAdjacent)) => {
            "información cercana a un estatus, como un lugar de nacimiento o el número de un expediente migratorio"
        }
        (Some(Ask::Information), Some(Information::Personal)) => "información sobre una persona o un hogar",
        (Some(Ask::Information), Some(Information::EmploymentEligibilityForm)) => "Formularios I-9",
        (Some(Ask::Information), Some(Information::Statistical)) => "cifras que no señalan a ninguna persona",
        (Some(Ask::Information), Some(Information::Published)) => "lo que ya es público",
        (Some(Ask::Information), None) => "información",
        (Some(Ask::ReleaseNotification), _) => "aviso antes de que se libere a una persona",
        (Some(Ask::CustodyHold), _) => "que se retenga a una persona después de su hora de salida",
        (Some(Ask::StatusDetermination), _) => {
            "que la Ciudad averigüe la ciudadanía o el estatus migratorio de una persona"
        }
        (Some(Ask::ActionOnStatus), _) => "una acción basada en el estatus de una persona",
        (Some(Ask::ImmigrationFunction), _) => "que la Ciudad cumpla una función de un agente de inmigración",
        (Some(Ask::Assistance), _) => "presencia, escolta, acceso o un traslado",
        (Some(Ask::BenefitCertification), _) => "una certificación para un beneficio migratorio",
        (Some(Ask::Agreement), _) => "un acuerdo o una certificación que firmar",
        (None, _) => "lo que su solicitud nombra",
    }
}

/// What an exemption is about.
pub(super) const fn exemption(exemption: Exemption) -> &'static str {
    match exemption {
        Exemption::A => "eximido por una ley",
        Exemption::B => "reglas y prácticas internas de personal",
        Exemption::C => "expedientes médicos y de personal; privacidad",
        Exemption::D => "políticas en preparación",
        Exemption::E => "notas propias de un empleado",
        Exemption::F => "materiales de investigación",
        Exemption::G => "secretos comerciales dados en confianza",
        Exemption::N => "seguridad pública",
        Exemption::O => "domicilio y teléfono de un empleado público",
        Exemption::P => "domicilio y teléfono de la familia de un empleado",
    }
}
