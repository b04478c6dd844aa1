"""SQL by which files of an agency end at once when it erases somebody: nobody knows who is in them."""

ERASURE = r"""
create function sec.end_exports() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.lists_exportrecord set until = clock_timestamp()
   where agency_id = new.agency_id and state = 'ready' and until > clock_timestamp();
  return null;
end $$;
revoke all on function sec.end_exports() from public;
create trigger exports_end_with_an_erasure after insert on keys_erasure
  for each row execute function sec.end_exports();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.end_exports() owner to darna_guard;
"""

DROP_ERASURE = """
drop trigger if exists exports_end_with_an_erasure on keys_erasure;
drop function if exists sec.end_exports();
"""
