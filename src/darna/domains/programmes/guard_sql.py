"""SQL that keeps a published version as it is: cases are accompanied by what it says."""

KEEPING = r"""
create function sec.keep_programme_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'published' then
      raise exception 'a published programme version is never removed' using errcode = '23514';
    end if;
    return old;
  end if;
  if old.state = 'published' and to_jsonb(new) is distinct from to_jsonb(old) then
    raise exception 'a published programme version never changes' using errcode = '23514';
  end if;
  if (new.agency_id, new.programme, new.number) is distinct from (old.agency_id, old.programme, old.number) then
    raise exception 'a draft stays the draft of its agency and its programme' using errcode = '23514';
  end if;
  return new;
end $$;
revoke all on function sec.keep_programme_version() from public;
create trigger published_version_is_kept before update or delete on programmes_programmeversion
  for each row execute function sec.keep_programme_version();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.keep_programme_version() owner to darna_guard;
"""

DROP_KEEPING = """
drop trigger if exists published_version_is_kept on programmes_programmeversion;
drop function if exists sec.keep_programme_version();
"""
