"""SQL that finds a link by a secret that a renewal replaced."""

from __future__ import annotations

from darna.base.rowsecurity.guards import function_in
from darna.domains.links.guard_sql import DOORS

_BEFORE = "drop function sec.link_behind(bytea, bytea);\n"
_RIGHTS = """
revoke all on function sec.link_behind(bytea, bytea) from public;
grant execute on function sec.link_behind(bytea, bytea) to darna_app;
alter function sec.link_behind(bytea, bytea) owner to darna_guard;
"""

#: A link that was made anew answers at its old address that it is over, and not that it never was.
PAST_SECRETS = (
    _BEFORE
    + r"""
create function sec.link_behind(hash bytea, client bytea)
  returns table (answer text, link uuid, agency uuid) language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  l public.links_linkreferral;
  here text := 'wrong|' || encode(client, 'hex');
  hour text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if octet_length(client) is distinct from 32 or octet_length(hash) is distinct from 32 then
    return query select 'unknown', null::uuid, null::uuid; return;
  end if;
  if exists (select 1 from public.accounts_throttle t
              where t.key = sha256(convert_to('link|' || hour || '|' || here, 'UTF8')) and t.tries >= 20)
     or exists (select 1 from public.accounts_throttle t
              where t.key = sha256(convert_to('link|' || hour || '|wrong', 'UTF8')) and t.tries >= 20000) then
    return query select 'wait', null::uuid, null::uuid; return;
  end if;
  select * into l from public.links_linkreferral where token_hash = link_behind.hash;
  if l.id is null then
    -- A secret that a renewal replaced: only whoever was given it once is told that it is over.
    if exists (select 1 from public.links_linkreferral where past_hashes @> array[link_behind.hash]) then
      return query select 'gone', null::uuid, null::uuid; return;
    end if;
    perform sec.count_link(here, 20);
    perform sec.count_link('wrong', 20000);
    return query select 'unknown', null::uuid, null::uuid; return;
  end if;
  return query select case when sec.link_is_live(l) then 'open' else 'gone' end, l.id, l.agency_id;
end $$;
"""
    + _RIGHTS
)
NONE_PAST = _BEFORE + function_in(DOORS, "sec.link_behind") + _RIGHTS
