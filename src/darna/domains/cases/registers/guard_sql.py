"""SQL that takes back what an import wrote: a case is never deleted otherwise."""

WITHDRAWAL = r"""
-- Whether the reader sees the file of a row, and whether visit, need and case are what the import itself wrote: of this
-- case and this person, never saved again, and by the trail added in one transaction with the row that names them.
create function sec.rows_as_they_came(import_id uuid, row_ids uuid[])
  returns table (row_id uuid, is_seen boolean, is_as_it_came boolean)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select r.id,
         exists (select 1 from public.people_personvisible v
                  where v.person_id = r.person_id and v.agency_id = r.agency_id and v.until > clock_timestamp()
                    and v.worker_id in ('00000000-0000-0000-0000-000000000000', sec.membership())),
         e.id is not null and c.id is not null and (r.need_id is null or n.id is not null) and not exists (
           select 1 from unnest(array[e.id, n.id, case when r.made_case then c.id end]) part
            where part is not null and not exists (
              -- Nought is added so that the trail is read by its row: everything of an import has one transaction.
              select 1 from public.audit_change made join public.audit_change came
                  on (came.epoch + 0, came.txid + 0) = (made.epoch + 0, made.txid + 0)
               where made.row_id = part and made.operation = 'INSERT' and came.row_id = r.id
                 and came.operation = 'INSERT' and came.table_name = 'imports_importedrow'))
    from public.imports_importedrow r
    left join public.cases_encounter e on e.id = r.encounter_id and e.agency_id = r.agency_id
      and (e.case_id, e.person_id, e.version) = (r.case_id, r.person_id, 1)
    left join public.cases_need n on n.id = r.need_id and n.agency_id = r.agency_id
      and (n.case_id, n.person_id, n.version) = (r.case_id, r.person_id, 1)
    left join public.cases_case c on c.id = r.case_id and c.agency_id = r.agency_id and c.person_id = r.person_id
      and (not r.made_case or c.version = 1 and c.source = import_id)
   where r.batch_id = import_id and r.agency_id = sec.desk() and r.id = any (row_ids)
$$;

-- Removes what the named rows of one import of the own agency wrote, where it is still as it came in and the reader
-- sees the file; how many rows went. Whatever else is in a case refuses by its foreign key.
create function sec.withdraw_visits(import_id uuid, row_ids uuid[]) returns integer language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare mine uuid := sec.desk(); gone integer;
begin
  if mine is null then raise exception 'no desk may withdraw an import' using errcode = '42501'; end if;
  row_ids := array(select o.row_id from sec.rows_as_they_came(import_id, row_ids) o where o.is_seen and o.is_as_it_came);
  delete from public.cases_encounter e using public.imports_importedrow r
   where r.batch_id = import_id and r.agency_id = mine and r.id = any (row_ids) and e.id = r.encounter_id
     and e.agency_id = mine;
  delete from public.cases_need n using public.imports_importedrow r
   where r.batch_id = import_id and r.agency_id = mine and r.id = any (row_ids) and n.id = r.need_id
     and n.agency_id = mine;
  delete from public.cases_case c using public.imports_importedrow r
   where r.batch_id = import_id and r.agency_id = mine and r.id = any (row_ids) and r.made_case and c.id = r.case_id
     and c.agency_id = mine and c.source = import_id;
  delete from public.imports_importedrow r
   where r.batch_id = import_id and r.agency_id = mine and r.id = any (row_ids);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function sec.rows_as_they_came(uuid, uuid[]), sec.withdraw_visits(uuid, uuid[]) from public;
grant execute on function sec.rows_as_they_came(uuid, uuid[]), sec.withdraw_visits(uuid, uuid[]) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.rows_as_they_came(uuid, uuid[]) owner to darna_guard;
alter function sec.withdraw_visits(uuid, uuid[]) owner to darna_guard;
"""

DROP_WITHDRAWAL = """
drop function if exists sec.withdraw_visits(uuid, uuid[]);
drop function if exists sec.rows_as_they_came(uuid, uuid[]);
"""
