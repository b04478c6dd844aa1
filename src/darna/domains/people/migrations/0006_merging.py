import django.db.models.deletion
import uuid
from django.db import migrations, models

from darna.base.rowsecurity.guards import OWN_DESK, FollowPerson, GuardRows, RegardRows, RunGuardSQL, TieToAgency, WatchRows
from darna.base.rowsecurity.operations import AddConstraint, AddIndex
from darna.domains.people.merging_sql import FOLLOWING, MERGING, NO_MERGING

_SEEN = f"{OWN_DESK} and exists (select 1 from people_person p where p.id = people_merge.person_id)"
# Whoever reads the file that stays opens what was sealed in the one that was merged into it, and nobody else does.
_KEY = f"""{OWN_DESK} and exists (
  select 1 from people_person p where p.id = coalesce(keys_personkey.heir_id, keys_personkey.person_id))"""
_KEY_BEFORE = f"{OWN_DESK} and exists (select 1 from people_person p where p.id = keys_personkey.person_id)"


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('people', '0005_emergencies'),
        # Every table whose rows move with their person, with the guards that they have by now.
        ('keys', '0003_heirs'),
        ('imports', '0002_staging'),
        ('rowsecurity', '0002_following'),
        ('cases', '0003_emergencies'),
        ('reception', '0001_initial'),
        ('cohorts', '0001_initial'),
        ('assessments', '0001_initial'),
        ('closing', '0001_initial'),
        ('planning', '0004_texts_and_interpreters'),
        ('entitlements', '0009_days_with_parts'),
        ('referrals', '0002_abroad_by_link'),
        ('links', '0002_past_secrets'),
        ('documents', '0001_initial'),
        ('safeguarding', '0001_initial'),
        ('transfers', '0001_initial'),
        ('privacy', '0001_initial'),
        ('retention', '0001_initial'),
        ('matches', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('merged_at', models.DateTimeField()),
                ('merged_by', models.UUIDField()),
                ('sealed_before', models.BinaryField(blank=True, default=b'')),
                ('asked_before', models.DateTimeField(null=True)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('parted_at', models.DateTimeField(null=True)),
                ('parted_by', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MergedRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('table_name', models.CharField(max_length=63)),
                ('column_name', models.CharField(max_length=63)),
                ('row_id', models.UUIDField()),
                ('digest', models.CharField(blank=True, default='', max_length=32)),
                ('content', models.JSONField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='duplicateproposal',
            name='decided_pair_is_dated',
        ),
        migrations.AddField(
            model_name='duplicateproposal',
            name='later_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(db_constraint=False, null=True, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='person',
            name='united_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='duplicateproposal',
            name='state',
            field=models.CharField(choices=[('open', 'to decide'), ('later', 'to decide later'), ('same', 'the same person'), ('different', 'two persons')], default='open', max_length=10),
        ),
        AddConstraint(
            model_name='duplicateproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state__in', ['open', 'later'])), models.Q(models.Q(('state__in', ['open', 'later']), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='decided_pair_is_dated'),
        ),
        AddConstraint(
            model_name='duplicateproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('later_on__isnull', False), ('state', 'later')), models.Q(models.Q(('state', 'later'), _negated=True), ('later_on__isnull', True)), _connector='OR'), name='pair_put_off_says_until_when'),
        ),
        migrations.AddField(
            model_name='merge',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='merge',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person'),
        ),
        migrations.AddField(
            model_name='mergedrow',
            name='merge',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.merge'),
        ),
        AddIndex(
            model_name='merge',
            index=models.Index(fields=['person', '-merged_at'], name='merges_of_a_person_newest'),
        ),
        AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(fields=('id', 'agency'), name='merge_is_known_with_its_agency'),
        ),
        AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='nobody_is_merged_with_themselves'),
        ),
        AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('parted_at__isnull', True), ('parted_by__isnull', True)), models.Q(('parted_at__isnull', False), ('parted_by__isnull', False)), _connector='OR'), name='parted_merge_says_by_whom_and_when'),
        ),
        AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('parted_at__isnull', True)), fields=('other',), name='file_is_merged_once_at_a_time'),
        ),
        AddConstraint(
            model_name='mergedrow',
            constraint=models.UniqueConstraint(fields=('agency_id', 'merge', 'table_name', 'column_name', 'row_id'), name='row_moves_once_in_a_merge'),
        ),
        AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='files_merged_into_a_file'),
        ),
        TieToAgency("people_person", "merged_into_id", "people_person", name="merged_file_is_of_one_agency"),
        GuardRows("people_merge", select=_SEEN, delete=_SEEN),
        TieToAgency("people_merge", "person_id", "people_person", name="merge_is_of_a_person_of_its_agency"),
        TieToAgency("people_merge", "other_id", "people_person", name="merge_is_of_one_agency"),
        WatchRows("people_merge", "person_id"),
        # No role reads what moved: only parting the two files needs it.
        GuardRows("people_mergedrow"),
        TieToAgency("people_mergedrow", "merge_id", "people_merge", name="moved_row_is_of_a_merge", on_delete="cascade"),
        *(FollowPerson(table, *columns) for table, columns in FOLLOWING),
        RunGuardSQL(MERGING, NO_MERGING),
        RunGuardSQL(
            RegardRows("keys_personkey", select=_KEY, insert=OWN_DESK, delete=_KEY).forward_sql(),
            RegardRows("keys_personkey", select=_KEY_BEFORE, insert=OWN_DESK, delete=_KEY_BEFORE).forward_sql(),
        ),
    ]
