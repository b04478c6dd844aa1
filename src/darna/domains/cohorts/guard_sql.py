"""SQL of the cohorts' guards: who takes part in an action, who follows a cohort, and what others learn of it."""

FOLLOWING = r"""
-- The agency of somebody who meets persons or keeps the office; null for everyone else of the same agency.
create function sec.cohort_agency() returns uuid language sql stable set search_path = pg_catalog, sec
  as $$ select coalesce(sec.desk(), sec.office()) $$;
-- Definer: the policies of the action and of the cohort would ask each other for ever.
create function sec.takes_part(wanted uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select exists (select 1 from public.cohorts_programmeaction a
                  where a.id = wanted and a.agency_id = sec.cohort_agency())
      or exists (select 1 from public.cohorts_cohort c
                  where c.action_id = wanted and c.agency_id = sec.cohort_agency())
$$;
-- A supervisor follows every cohort of the agency; the officer for data protection must reach what an erasure blanks.
create function sec.follows_cohorts() returns boolean language sql stable set search_path = pg_catalog, sec, public as $$
  select exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = sec.desk() and m.ended_at is null
                    and m.role in ('supervisor', 'data_officer'))
$$;
-- What an agency learns of the other cohorts of an action it takes part in: numbers, and none under five.
create function sec.cohort_counts(wanted uuid[]) returns table (action_id uuid, cohort_id uuid, agency_id uuid,
    label_ar text, label_fr text, label_it text, label_en text, target integer, cases bigint, reviewed bigint,
    complete bigint)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select c.action_id, c.id, c.agency_id, c.label_ar, c.label_fr, c.label_it, c.label_en, c.target,
         case when count(e.id) >= 5 then count(e.id) end,
         case when count(e.id) filter (where e.rounds > 0) >= 5 then count(e.id) filter (where e.rounds > 0) end,
         case when count(e.id) filter (where e.is_complete) >= 5 then count(e.id) filter (where e.is_complete) end
    from public.cohorts_cohort c
    left join public.cohorts_cohortcase e on e.cohort_id = c.id and e.left_at is null
   where c.action_id = any (wanted) and sec.takes_part(c.action_id)
   group by c.id
$$;
revoke all on function sec.cohort_agency(), sec.takes_part(uuid), sec.follows_cohorts(), sec.cohort_counts(uuid[])
  from public;
grant execute on function sec.cohort_agency(), sec.takes_part(uuid), sec.follows_cohorts(), sec.cohort_counts(uuid[])
  to darna_app, darna_owner, darna_migrator, darna_guard;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.cohort_agency() owner to darna_guard;
alter function sec.takes_part(uuid) owner to darna_guard;
alter function sec.follows_cohorts() owner to darna_guard;
alter function sec.cohort_counts(uuid[]) owner to darna_guard;
"""

DROP_FOLLOWING = """
drop function if exists sec.cohort_counts(uuid[]);
drop function if exists sec.follows_cohorts();
drop function if exists sec.takes_part(uuid);
drop function if exists sec.cohort_agency();
"""

#: The rows of a cohort are open to those who follow all cohorts of the agency, and to its coach.
FOLLOWED = """exists (select 1 from cohorts_cohort c where c.id = {table}.cohort_id
  and (c.coach_id = (select sec.membership()) or (select sec.follows_cohorts())))"""
PERSON_SEEN = "exists (select 1 from people_person p where p.id = {table}.person_id)"
OF_AN_ENTRY = "exists (select 1 from cohorts_cohortcase e where e.id = cohorts_casereview.entry_id)"
