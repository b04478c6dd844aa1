"""Revisions of the law and readings, with their guards and the views that everybody reads."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from darna.base.rowsecurity.guards import GuardRows, RunGuardSQL, WatchRows
from darna.domains.law.guard_sql import (
    DECIDED,
    KEEPERS,
    KEPT,
    NO_KEEPERS,
    NOT_PUBLISHED,
    PROPOSED_HERE,
    PUBLISHED,
    READ_HERE,
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('valid_from', models.DateField()),
                ('checked_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('rechecked_at', models.DateTimeField(auto_now_add=True)),
                ('rechecked_by', models.UUIDField()),
                ('rechecked_account', models.UUIDField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'valid_from', 'checked_on'), name='value_is_read_again_once_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='RuleRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('value', models.TextField(blank=True)),
                ('valid_from', models.DateField()),
                ('source', models.JSONField()),
                ('article', models.CharField(blank=True, max_length=200)),
                ('says', models.JSONField(blank=True, default=dict)),
                ('certainty', models.CharField(max_length=2)),
                ('checked_on', models.DateField()),
                ('reason', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('proposed', 'waits for a second person'), ('approved', 'approved'), ('refused', 'not approved'), ('withdrawn', 'withdrawn')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('proposed_by', models.UUIDField()),
                ('proposed_account', models.UUIDField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_account', models.UUIDField(null=True)),
                ('decision_reason', models.CharField(blank=True, max_length=500)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['name', '-proposed_at'], name='revisions_of_a_parameter')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('name',), name='parameter_has_one_revision_under_way'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'refused', 'withdrawn'])), name='revision_is_in_a_known_state'), models.CheckConstraint(condition=models.Q(('certainty__in', ['V', 'D', 'GK', '?'])), name='revision_says_how_sure_it_is'), models.CheckConstraint(condition=models.Q(models.Q(('value', ''), _negated=True), ('certainty', '?'), _connector='OR'), name='revision_without_value_is_not_sure'), models.CheckConstraint(condition=models.Q(('says', {}), ('says__has_keys', ['ar', 'fr', 'it', 'en']), _connector='OR'), name='revision_says_it_in_four_languages_or_not_at_all'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='revision_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'refused']), _negated=True), models.Q(models.Q(('decided_by', models.F('proposed_by')), _negated=True), models.Q(('decided_account', models.F('proposed_account')), _negated=True)), _connector='OR'), name='revision_is_decided_by_a_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('decided_account', models.F('proposed_account')), _connector='OR'), name='revision_is_withdrawn_by_who_proposed_it'), models.CheckConstraint(condition=models.Q(models.Q(('decided_account__isnull', True), ('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_account__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='decided_revision_says_by_whom_and_when')],
            },
        ),
    ]


Migration.dependencies = [*Migration.dependencies, ("rowsecurity", "0001_context"), ("audit", "0001_initial")]
Migration.operations = [
    *Migration.operations,
    RunGuardSQL(KEEPERS, NO_KEEPERS),
    GuardRows("law_rulerevision", select=KEPT, insert=PROPOSED_HERE, update=DECIDED, becoming=KEPT),
    WatchRows("law_rulerevision"),
    GuardRows("law_recheck", select=KEPT, insert=READ_HERE),
    WatchRows("law_recheck"),
    RunGuardSQL(PUBLISHED, NOT_PUBLISHED),
]
