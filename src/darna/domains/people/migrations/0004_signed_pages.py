import uuid

import django.db.models.deletion
from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_DESK, GuardRows, RunGuardSQL, TieToAgency, WatchRows

SEEN = f"{OWN_DESK} and exists (select 1 from people_person p where p.id = people_signedpage.person_id)"

# A page is of the person whose consent it proves: one of somebody else cannot be hung on it.
TIE = """alter table people_signedpage add constraint page_is_of_a_consent_of_its_person
  foreign key (consent_id, person_id, agency_id) references people_consent (id, person_id, agency_id);"""
UNTIE = "alter table people_signedpage drop constraint if exists page_is_of_a_consent_of_its_person;"

from darna.base.rowsecurity.operations import AddConstraint


class Migration(migrations.Migration):

    dependencies = [
        ("agencies", "0001_initial"),
        ("people", "0003_evidence_of_consent"),
    ]

    operations = [
        AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("id", "person", "agency"), name="consent_is_known_with_its_person"
            ),
        ),
        migrations.CreateModel(
            name="SignedPage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("media_type", models.CharField(max_length=20)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("added_by", models.UUIDField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="people.consent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
        ),
        AddConstraint(
            model_name="signedpage",
            constraint=models.UniqueConstraint(
                fields=("consent", "number", "agency"), name="page_number_is_used_once_in_a_consent"
            ),
        ),
        AddConstraint(
            model_name="signedpage",
            constraint=models.UniqueConstraint(fields=("consent", "digest", "agency"), name="page_is_kept_once_for_a_consent"),
        ),
        AddConstraint(
            model_name="signedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 6)), name="consent_has_at_most_six_pages"
            ),
        ),
        AddConstraint(
            model_name="signedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("media_type__in", ["image/jpeg", "application/pdf"])),
                name="page_is_a_picture_or_a_pdf",
            ),
        ),
        # Added and removed, never changed: whoever merges files seals a page anew under the key of the one that stays.
        GuardRows("people_signedpage", select=SEEN, insert=SEEN, delete=SEEN),
        TieToAgency(
            "people_signedpage", "person_id", "people_person", name="signedpage_is_of_a_person_of_its_agency"
        ),
        RunGuardSQL(TIE, UNTIE),
        WatchRows("people_signedpage", "person_id"),
    ]
