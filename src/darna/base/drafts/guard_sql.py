"""SQL by which a person's drafts go with the person's key, whoever wrote them."""

ERASURE = r"""
create function sec.drop_drafts() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  delete from public.drafts_draft where person_id = old.person_id;
  return null;
end $$;
revoke all on function sec.drop_drafts() from public;
create trigger drafts_go_with_the_key after delete on keys_personkey
  for each row execute function sec.drop_drafts();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.drop_drafts() owner to darna_guard;
"""

DROP_ERASURE = """
drop trigger if exists drafts_go_with_the_key on keys_personkey;
drop function if exists sec.drop_drafts();
"""
