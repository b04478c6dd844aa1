"""The notice read to a person before anything is written, by version: what is kept, why, who sees it, their rights.

A version never changes once it was read to somebody; a new wording is a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from darna.kernel.text import LocalText

CURRENT: Final = "2026-1"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to say, with the picture beside it."""

    icon: str
    title: LocalText
    text: LocalText


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told to a person, in their language."""

    version: str
    heading: LocalText
    points: tuple[Point, ...]


_KEEP = Point(
    "folder",
    LocalText(
        ar="ما الذي نحتفظ به",
        fr="Ce que nous gardons",
        it="Che cosa conserviamo",
        en="What we keep",
    ),
    LocalText(
        ar="نكتب من أنت، وكيف نتصل بك بأمان، وما الذي تحتاج إليه، وما الذي نقوم به معك. لا نكتب إلا ما يلزم.",
        fr="Nous notons qui vous êtes, comment vous joindre sans risque, ce dont vous avez besoin et ce que nous faisons "
        "ensemble. Rien de plus que le nécessaire.",
        it="Scriviamo chi è Lei, come contattarLa in sicurezza, di che cosa ha bisogno e che cosa facciamo insieme. "
        "Niente più del necessario.",
        en="We write down who you are, how to reach you safely, what you need and what we do together. "
        "Nothing more than is needed.",
    ),
)
_WHY = Point(
    "check",
    LocalText(ar="لماذا", fr="Pourquoi", it="Perché", en="Why"),
    LocalText(
        ar="لمواكبتك هنا. ولأي استعمال آخر (التقاسم مع شريك، إحصائيات بدون أسماء، دعوات، صور) نسألك عن كل واحد على حدة.",
        fr="Pour vous accompagner ici. Pour tout autre usage (partage avec un partenaire, statistiques sans noms, "
        "invitations, photos), nous vous demandons séparément.",
        it="Per accompagnarLa qui. Per ogni altro uso (condivisione con un partner, statistiche senza nomi, inviti, "
        "foto) Glielo chiediamo separatamente.",
        en="To accompany you here. For any other use (sharing with a partner, statistics without names, invitations, "
        "photos) we ask you separately.",
    ),
)
_WHO = Point(
    "people",
    LocalText(ar="من يطّلع عليها", fr="Qui peut les voir", it="Chi può vederle", en="Who can see it"),
    LocalText(
        ar="العاملون في هذه المؤسسة الذين يحتاجون إليها في عملهم، ولا أحد غيرهم دون موافقتك. كل اطلاع على ملفك يُسجَّل.",
        fr="Les personnes de cet organisme qui en ont besoin pour leur travail, et personne d’autre sans votre accord. "
        "Chaque ouverture de votre dossier est enregistrée.",
        it="Le persone di questo ente che ne hanno bisogno per il loro lavoro, e nessun altro senza il Suo consenso. "
        "Ogni apertura del Suo fascicolo viene registrata.",
        en="The people of this agency who need it for their work, and nobody else unless you agree. "
        "Each opening of your file is recorded.",
    ),
)
_RIGHTS = Point(
    "scale",
    LocalText(ar="حقوقك", fr="Vos droits", it="I Suoi diritti", en="Your rights"),
    LocalText(
        ar="بموجب القانون رقم 09-08 يمكنك أن تعرف ما كُتب عنك، وأن تطلب تصحيحه أو حذفه، وأن تعترض على استعماله. "
        "ويمكنك أن تشتكي لدى اللجنة الوطنية لمراقبة حماية المعطيات ذات الطابع الشخصي.",
        fr="Selon la loi 09-08, vous pouvez savoir ce qui est écrit sur vous, le faire corriger ou effacer, et vous "
        "opposer à son usage. Vous pouvez vous plaindre à la CNDP, l’autorité de protection des données.",
        it="Secondo la legge 09-08 può sapere che cosa è scritto su di Lei, farlo correggere o cancellare, e opporsi al "
        "suo uso. Può presentare reclamo alla CNDP, l’autorità per la protezione dei dati.",
        en="Under law 09-08 you can know what is written about you, have it corrected or erased, and object to its use. "
        "You can complain to the CNDP, the data-protection authority.",
    ),
)
_NO = Point(
    "door",
    LocalText(ar="يمكنك أن ترفض", fr="Vous pouvez dire non", it="Può dire di no", en="You can say no"),
    LocalText(
        ar="إذا رفضت، نساعدك كذلك. ويمكنك أن تغيّر رأيك متى شئت، دون أن تذكر السبب.",
        fr="Si vous refusez, nous vous aidons quand même. Vous pouvez changer d’avis à tout moment, sans dire pourquoi.",
        it="Se rifiuta, La aiutiamo lo stesso. Può cambiare idea in qualsiasi momento, senza dire perché.",
        en="If you say no, we help you all the same. You can change your mind at any time, without saying why.",
    ),
)
_CHILD = Point(
    "child",
    LocalText(
        ar="إذا كان عمرك أقل من 18 سنة",
        fr="Si vous avez moins de 18 ans",
        it="Se ha meno di 18 anni",
        en="If you are under 18",
    ),
    LocalText(
        ar="نسأل أيضاً من يرعاك، ونسألك أنت: رأيك مهم. وإذا لم يكن معك أحد، نساعدك في إيجاد من يحميك.",
        fr="Nous demandons aussi à la personne qui s’occupe de vous, et nous vous demandons à vous : votre avis compte. "
        "Si vous êtes seul ou seule, nous cherchons avec vous qui peut vous protéger.",
        it="Chiediamo anche a chi si prende cura di te, e chiediamo a te: la tua opinione conta. Se non c’è nessuno con te, "
        "cerchiamo insieme chi può proteggerti.",
        en="We also ask whoever takes care of you, and we ask you: what you think matters. If nobody is with you, we look "
        "with you for somebody who can protect you.",
    ),
)

NOTICES: Final[dict[str, Notice]] = {
    "2026-1": Notice(
        "2026-1",
        LocalText(
            ar="ما نقوله لك قبل أن نكتب",
            fr="Ce que nous vous disons avant d’écrire",
            it="Che cosa Le diciamo prima di scrivere",
            en="What we tell you before we write",
        ),
        (_KEEP, _WHY, _WHO, _RIGHTS, _NO, _CHILD),
    )
}


def notice(version: str = CURRENT) -> Notice:
    """The notice of a version. Raises: KeyError when no such version was ever read to anybody."""
    return NOTICES[version]


def spoken(language: str, version: str = CURRENT) -> list[tuple[str, str, str]]:
    """Icon, title and text of each point in one language, ready to read aloud."""
    return [(point.icon, point.title.in_(language), point.text.in_(language)) for point in notice(version).points]
