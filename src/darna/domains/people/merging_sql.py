"""SQL of merging two files of one person and of parting them again: what hinders it, and every row that moves."""

from __future__ import annotations

from typing import Final

_OF_SEALED: Final = r"""
-- What a row of a table holds sealed, as one mark; and whether it holds anything sealed at all.
create function sec.sealed_parts(wanted text, is_mark boolean) returns text language sql stable
  set search_path = pg_catalog as $$
  select coalesce(case when is_mark
           then 'md5(concat_ws(''|'', ' || string_agg(format('encode(t.%I, ''hex'')', a.attname), ', ' order by a.attname)
                  filter (where a.attname like 'sealed\_%') || '))'
           else string_agg(format('octet_length(coalesce(t.%I, '''')) > 0', a.attname), ' or ') end,
         case when is_mark then '''''' else 'false' end)
    from pg_attribute a
   where a.attrelid = ('public.' || wanted)::regclass and a.attnum > 0 and not a.attisdropped
     and (a.attname like 'sealed\_%' or a.attname = 'ciphertext' and not is_mark)
     and a.atttypid = 'bytea'::regtype
$$;
"""

MERGING = (
    _OF_SEALED
    + r"""
-- Why two files cannot be merged, as codes; nothing when they can. Whoever sees one of them not gets no other answer.
create function sec.hindrances_to_merge(kept uuid, closed uuid) returns setof text language plpgsql stable
  security definer set search_path = pg_catalog, sec, public as $$
declare found integer; hidden integer;
begin
  select count(*), count(*) filter (where p.is_protected and not exists (
           select 1 from public.people_namedworker w where w.person_id = p.id and w.membership_id = sec.membership()))
    into found, hidden
    from public.people_person p
   where p.id in (kept, closed) and p.agency_id = sec.desk() and p.erased_at is null and p.merged_into_id is null;
  if found <> 2 or hidden > 0 then return next 'not_found'; return; end if;
  if (select count(distinct p.is_protected) from public.people_person p where p.id in (kept, closed)) > 1
     or exists (select 1 from public.people_namedworker w where w.person_id in (kept, closed)
                 group by w.membership_id having count(distinct w.person_id) < 2) then
    return next 'not_open_to_the_same';
  end if;
  -- The other agency reads the person's own lines while it is shown a case: they would become those of both files.
  if exists (select 1 from public.cases_caseshare s
              where s.person_id in (kept, closed) and s.revoked_at is null and s.until > clock_timestamp()) then
    return next 'shared_with_another_agency';
  end if;
  if exists (select 1 from public.people_emergencyaccess e
              where e.person_id in (kept, closed) and e.ended_at is null and e.until > clock_timestamp()) then
    return next 'emergency_runs';
  end if;
  if exists (select 1 from public.people_relationship r
              where (r.person_id, r.other_id) in ((kept, closed), (closed, kept))) then
    return next 'related_to_each_other';
  end if;
  if exists (select 1 from public.people_householdmembership m where m.person_id in (kept, closed) and m.until is null
              group by m.household_id having count(distinct m.person_id) > 1) then
    return next 'in_one_household';
  end if;
  if exists (select 1 from public.privacy_personrequest q
              where q.person_id in (kept, closed) and q.state in ('received', 'in_hand')
              group by q.kind having count(distinct q.person_id) > 1) then
    return next 'both_ask_the_same';
  end if;
end $$;

-- One statement moves the rows of every table, for a row and its parts are tied to the same person.
create function sec.move_rows(merge uuid, whence uuid, whither uuid) returns void language plpgsql
  set search_path = pg_catalog, sec, public as $$
declare moves text;
begin
  select string_agg(format(
           'm%s as (update public.%I t set %I = $3 from public.people_mergedrow r where r.merge_id = $1 '
           'and r.table_name = %L and r.column_name = %L and r.row_id = t.id and t.%I = $2)',
           f.number, f.table_name, f.column_name, f.table_name, f.column_name, f.column_name), ', ')
    into moves
    from (select row_number() over () as number, r.table_name, r.column_name
            from (select distinct r.table_name, r.column_name from public.people_mergedrow r
                    join sec.follows_person w using (table_name, column_name) where r.merge_id = merge) r) f;
  if moves is not null then execute 'with ' || moves || ' select 1' using merge, whence, whither; end if;
end $$;

create function sec.merge_persons(merge uuid, kept uuid, closed uuid, before bytea) returns integer
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare f record; why text; total integer;
begin
  if not exists (select 1 from public.agencies_membership m
                  where m.id = sec.membership() and m.agency_id = sec.desk() and m.ended_at is null
                    and m.role in ('caseworker', 'supervisor', 'mobility_adviser', 'enterprise_adviser')) then
    raise exception 'this role merges no files' using errcode = '42501';
  end if;
  perform 1 from public.people_person p where p.id in (kept, closed) order by p.id for update;
  select h into why from sec.hindrances_to_merge(kept, closed) h limit 1;
  if why is not null then raise exception 'two files cannot be merged: %', why using errcode = '23514'; end if;
  insert into public.people_merge (id, agency_id, person_id, other_id, version, merged_at, merged_by, sealed_before,
                                   asked_before, moved)
  select merge, p.agency_id, kept, closed, 1, clock_timestamp(), sec.membership(), before, p.united_at, 0
    from public.people_person p where p.id = kept;
  for f in select w.table_name, w.column_name from sec.follows_person w loop
    execute format(
      'insert into public.people_mergedrow (id, agency_id, merge_id, table_name, column_name, row_id, digest) '
      'select gen_random_uuid(), $1, $2, %L, %L, t.id, %s from public.%I t where t.%I = $3',
      f.table_name, f.column_name, sec.sealed_parts(f.table_name, true), f.table_name, f.column_name)
      using sec.desk(), merge, closed;
  end loop;
  select count(*) into total from public.people_mergedrow r where r.merge_id = merge;
  insert into public.people_mergedrow (id, agency_id, merge_id, table_name, column_name, row_id, digest, content)
  select gen_random_uuid(), sec.desk(), merge, 'retention_retentionnotice', '', n.id, '', to_jsonb(n)
    from public.retention_retentionnotice n where n.person_id in (kept, closed)
  union all
  select gen_random_uuid(), sec.desk(), merge, 'keys_personkey', '', k.person_id, '', null
    from public.keys_personkey k where closed in (k.person_id, k.heir_id);
  update public.people_merge m set moved = total where m.id = merge;
  perform sec.move_rows(merge, closed, kept);
  update public.keys_personkey k set heir_id = kept where closed in (k.person_id, k.heir_id);
  update public.people_person p set merged_into_id = kept, version = p.version + 1 where p.id = closed;
  update public.people_person p set united_at = clock_timestamp() where p.id = kept;
  perform sec.reckon_terms(array[kept, closed]);
  return total;
end $$;

-- Rows of the file that stays that hang on what came from the other were written since: they go along when they hold
-- nothing sealed. Answers with what hinders parting, by table; nothing when the files were parted.
create function sec.part_persons(wanted uuid) returns table (what text, hindering bigint)
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare m public.people_merge; f record; fresh bigint; added bigint; is_hindered boolean := false;
begin
  if not exists (select 1 from public.agencies_membership s
                  where s.id = sec.membership() and s.agency_id = sec.desk() and s.ended_at is null
                    and s.role = 'supervisor') then
    raise exception 'this role parts no files' using errcode = '42501';
  end if;
  select * into m from public.people_merge g
   where g.id = wanted and g.agency_id = sec.desk() and g.parted_at is null for update;
  if m.id is null then raise exception 'no such merge' using errcode = 'P0002'; end if;
  perform 1 from public.people_person p where p.id in (m.person_id, m.other_id) order by p.id for update;
  if not exists (select 1 from public.people_person p where p.id = m.person_id and p.erased_at is null
                    and p.merged_into_id is null
                    and (not p.is_protected or exists (select 1 from public.people_namedworker w
                          where w.person_id = p.id and w.membership_id = sec.membership()))) then
    raise exception 'the file that stays is not there to part' using errcode = 'P0002';
  end if;
  for f in select distinct r.table_name, r.column_name from public.people_mergedrow r
             join sec.follows_person w using (table_name, column_name) where r.merge_id = m.id loop
    execute format(
      'select count(*) from public.people_mergedrow r join public.%I t on t.id = r.row_id where r.merge_id = $1 '
      'and r.table_name = %L and r.column_name = %L and t.%I = $2 and r.digest <> %s',
      f.table_name, f.table_name, f.column_name, f.column_name, sec.sealed_parts(f.table_name, true))
      into fresh using m.id, m.person_id;
    if fresh > 0 then what := f.table_name; hindering := fresh; is_hindered := true; return next; end if;
  end loop;
  loop
    added := 0;
    for f in
      select child.relname as child, part.attname as part, parent.relname as parent
        from pg_constraint c
        join pg_class child on child.oid = c.conrelid
        join pg_class parent on parent.oid = c.confrelid
        join sec.follows_person a on a.table_name = child.relname and a.column_name = 'person_id'
        join sec.follows_person b on b.table_name = parent.relname and b.column_name = 'person_id'
       cross join lateral unnest(c.conkey, c.confkey) k (mine, theirs)
        join pg_attribute part on part.attrelid = c.conrelid and part.attnum = k.mine
        join pg_attribute id on id.attrelid = c.confrelid and id.attnum = k.theirs and id.attname = 'id'
       where c.contype = 'f' group by 1, 2, 3
    loop
      execute format(
        'with tied as (select t.id, (%s) as is_sealed from public.%I t join public.people_mergedrow p on p.merge_id = $1 '
        'and p.table_name = %L and p.column_name = ''person_id'' and p.row_id = t.%I where t.person_id = $2 '
        'and not exists (select 1 from public.people_mergedrow r where r.merge_id = $1 and r.table_name = %L '
        'and r.column_name = ''person_id'' and r.row_id = t.id)), noted as ('
        'insert into public.people_mergedrow (id, agency_id, merge_id, table_name, column_name, row_id, digest) '
        'select gen_random_uuid(), $3, $1, %L, ''person_id'', d.id, '''' from tied d on conflict do nothing returning 1) '
        'select (select count(*) from noted), (select count(*) from tied where is_sealed)',
        sec.sealed_parts(f.child, false), f.child, f.parent, f.part, f.child, f.child)
        into fresh, hindering using m.id, m.person_id, m.agency_id;
      added := added + fresh;
      if hindering > 0 then what := f.child; is_hindered := true; return next; end if;
    end loop;
    exit when added = 0;
  end loop;
  if is_hindered then return; end if;
  perform sec.move_rows(m.id, m.person_id, m.other_id);
  update public.keys_personkey k set heir_id = case when k.person_id <> m.other_id then m.other_id end
    from public.people_mergedrow r
   where r.merge_id = m.id and r.table_name = 'keys_personkey' and r.row_id = k.person_id;
  update public.people_person p set merged_into_id = null, version = p.version + 1 where p.id = m.other_id;
  -- Whatever was merged since leaves the file standing for two.
  update public.people_person p set united_at = m.asked_before
   where p.id = m.person_id and not exists (select 1 from public.people_merge later
     where later.person_id = m.person_id and later.id <> m.id and later.parted_at is null
       and later.merged_at > m.merged_at);
  perform sec.reckon_terms(array[m.person_id, m.other_id]);
  insert into public.retention_retentionnotice
  select n.* from public.people_mergedrow r
    cross join lateral jsonb_populate_record(null::public.retention_retentionnotice, r.content) n
    join public.retention_retentionterm t on t.person_id = n.person_id
   where r.merge_id = m.id and r.table_name = 'retention_retentionnotice' on conflict do nothing;
  delete from public.people_mergedrow r where r.merge_id = m.id;
  update public.people_merge g
     set parted_at = clock_timestamp(), parted_by = sec.membership(), version = g.version + 1 where g.id = m.id;
end $$;

-- A file is merged and parted by the two functions above and by nothing else.
create function sec.only_merging_merges() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'files are merged by a decision alone' using errcode = '42501';
end $$;

revoke all on function sec.sealed_parts(text, boolean), sec.hindrances_to_merge(uuid, uuid),
  sec.move_rows(uuid, uuid, uuid), sec.merge_persons(uuid, uuid, uuid, bytea), sec.part_persons(uuid),
  sec.only_merging_merges() from public;
grant execute on function sec.hindrances_to_merge(uuid, uuid), sec.merge_persons(uuid, uuid, uuid, bytea),
  sec.part_persons(uuid) to darna_app;
create trigger merged_file_is_closed_by_a_decision before update of merged_into_id, united_at on people_person
  for each row when (current_user = 'darna_app' and (old.merged_into_id, old.united_at)
                     is distinct from (new.merged_into_id, new.united_at))
  execute function sec.only_merging_merges();
create trigger new_file_is_merged_with_none before insert on people_person
  for each row when (current_user = 'darna_app' and (new.merged_into_id is not null or new.united_at is not null))
  execute function sec.only_merging_merges();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.sealed_parts(text, boolean) owner to darna_guard;
alter function sec.hindrances_to_merge(uuid, uuid) owner to darna_guard;
alter function sec.move_rows(uuid, uuid, uuid) owner to darna_guard;
alter function sec.merge_persons(uuid, uuid, uuid, bytea) owner to darna_guard;
alter function sec.part_persons(uuid) owner to darna_guard;
alter function sec.only_merging_merges() owner to darna_guard;
"""
)

NO_MERGING = """
drop trigger if exists new_file_is_merged_with_none on people_person;
drop trigger if exists merged_file_is_closed_by_a_decision on people_person;
drop function if exists sec.only_merging_merges();
drop function if exists sec.part_persons(uuid);
drop function if exists sec.merge_persons(uuid, uuid, uuid, bytea);
drop function if exists sec.move_rows(uuid, uuid, uuid);
drop function if exists sec.hindrances_to_merge(uuid, uuid);
drop function if exists sec.sealed_parts(text, boolean);
"""

#: Tables of which a row may name the person beside its own: the columns that move.
_BESIDE: Final = {"people_relationship": ("person_id", "other_id")}
_MOVING: Final = """
people_personcontact people_personidentifier people_vulnerability people_consent people_signedpage
people_disclosureevent people_emergencyaccess people_householdmembership people_relationship people_migrationepisode
cases_case cases_need cases_encounter cases_task cases_caseshare cases_reopening
reception_visit cohorts_cohortcase cohorts_casereview assessments_questionnaire closing_closing
planning_plan planning_planitem planning_appointment planning_caseprogress planning_stagestep planning_checkmark
planning_documentseen
entitlements_decision entitlements_lateranswer entitlements_claim entitlements_claimstep entitlements_claimpart
entitlements_insuranceperiod entitlements_toldfacts
referrals_referralsource referrals_referralpackage referrals_transferrecord referrals_reception
links_linkreferral links_linkstep
documents_paper documents_paperfile documents_paperpiece
safeguarding_guardianship safeguarding_assent safeguarding_procedure safeguarding_step safeguarding_option
safeguarding_review safeguarding_talk safeguarding_urgency
transfers_handover transfers_transfersource privacy_personrequest retention_retentionhold
imports_importedrow keys_packagekey
"""
FOLLOWING: Final = tuple((table, _BESIDE.get(table, ("person_id",))) for table in _MOVING.split())
