"""SQL by which an erasure reaches workbooks that wait: nobody knows who stands in their rows."""

ERASURE = r"""
create function sec.drop_staged() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  delete from public.imports_stagedregister where agency_id = new.agency_id;
  return null;
end $$;
revoke all on function sec.drop_staged() from public;
create trigger staged_registers_go_with_an_erasure after insert on keys_erasure
  for each row execute function sec.drop_staged();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.drop_staged() owner to darna_guard;
"""

DROP_ERASURE = """
drop trigger if exists staged_registers_go_with_an_erasure on keys_erasure;
drop function if exists sec.drop_staged();
"""
