"""SQL that takes back what an import wrote: a case is never deleted otherwise."""

WITHDRAWAL = r"""
-- Removes only what the named rows of one import of the own agency wrote, and a case only when nothing else is in it.
create function sec.withdraw_visits(import_id uuid, row_ids uuid[]) returns integer language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare mine uuid := sec.desk(); gone integer;
begin
  if mine is null then raise exception 'no desk may withdraw an import' using errcode = '42501'; end if;
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
revoke all on function sec.withdraw_visits(uuid, uuid[]) from public;
grant execute on function sec.withdraw_visits(uuid, uuid[]) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.withdraw_visits(uuid, uuid[]) owner to darna_guard;
"""

DROP_WITHDRAWAL = "drop function if exists sec.withdraw_visits(uuid, uuid[]);"
