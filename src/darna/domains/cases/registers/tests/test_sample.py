from collections import Counter
from darna.domains.cases.registers.actions import bring_register
from darna.domains.cases.registers.tests.conftest import SAMPLE

def test_look(desk):
    from django.apps import apps
    g=apps.get_model
    r = bring_register(SAMPLE, name="x", by=desk.supervisor)
    P=g("people.Person"); D=g("people.DuplicateProposal"); R=g("imports.ImportedRow")
    row={x.person_id:x.row for x in R.objects.filter(made_person=True)}
    for d in D.objects.all():
        a,b=P.objects.get(pk=d.person_id),P.objects.get(pk=d.other_id)
        print(row[a.pk],row[b.pk],d.score,d.reasons,[(x.given_name,x.family_name,x.given_name_ar,x.family_name_ar,x.born_on,x.born_precision,x.commune) for x in (a,b)])
    for m in ("sex","is_protected","country_of_residence","born_precision","nationalities"):
        print(m, Counter(str(x) for x in P.objects.values_list(m, flat=True)))
    print("no commune", P.objects.filter(commune="").count())
    print(Counter(g("cases.Case").objects.values_list("programme","state","outcome")))
    print(Counter(g("cases.Need").objects.values_list("kind","result","resolved_on__isnull")).most_common(12), g("cases.Need").objects.count())
    print(Counter(g("people.Consent").objects.values_list("state","method")))
    print(Counter(g("people.PersonContact").objects.values_list("channel","is_safe")))
    print(Counter(g("people.PersonIdentifier").objects.values_list("kind","issuer_country")))
    print(Counter(g("people.MigrationEpisode").objects.values_list("direction","from_country","to_country")))
    from darna.base.keys.queries import cipher_of
    E=g("cases.Encounter")
    print(Counter(cipher_of(e.person_id).open(e.sealed_note, field="encounter.note") for e in E.objects.all()).most_common(30), E.objects.count())
    print(g("cases.Case").objects.count(), g("cases.CaseVisible").objects.count())
    print([ (p.given_name_ar,p.family_name_ar) for p in P.objects.exclude(family_name_ar="")[:40]], P.objects.exclude(given_name_ar="").filter(family_name_ar="").count())
