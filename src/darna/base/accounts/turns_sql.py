"""SQL of the one counter that the public side may use: how often answers are asked for from one place."""

TURNS = r"""
create schema if not exists published;
grant usage on schema published to darna_portal, darna_app, darna_guard;
-- Counts one answer that is asked for without an account: false when there were too many, and none is worked out.
-- A place has 120 in an hour, for an office or a telephone company stands behind one address; all together have 90 in
-- a minute, which no machine of a house is brought down by. Keys are keyed hashes, and forgotten by night.
create function published.take_turn(client bytea, instant timestamptz) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  tried integer;
begin
  if octet_length(client) is distinct from 32 or instant is null then
    raise exception 'a turn is taken by somebody, somewhere' using errcode = '22023';
  end if;
  insert into public.accounts_throttle as t (key, lasting, failures, tries, window_started_at)
  values (client, false, 0, 1, instant)
  on conflict (key) do update set
    tries = case when t.window_started_at <= instant - interval '1 hour' then 1 else least(t.tries + 1, 1000000) end,
    window_started_at = case when t.window_started_at <= instant - interval '1 hour' then instant
                             else t.window_started_at end
  returning t.tries into tried;
  if tried > 120 then return false; end if;
  insert into public.accounts_throttle as t (key, lasting, failures, tries, window_started_at)
  values (sha256(convert_to('turns of everybody', 'UTF8')), false, 0, 1, instant)
  on conflict (key) do update set
    tries = case when t.window_started_at <= instant - interval '1 minute' then 1 else least(t.tries + 1, 1000000) end,
    window_started_at = case when t.window_started_at <= instant - interval '1 minute' then instant
                             else t.window_started_at end
  returning t.tries into tried;
  return tried <= 90;
end $$;
revoke all on function published.take_turn(bytea, timestamptz) from public;
grant execute on function published.take_turn(bytea, timestamptz) to darna_portal, darna_app;
grant select, insert, update on public.accounts_throttle to darna_guard;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
grant create on schema published to darna_guard;
alter function published.take_turn(bytea, timestamptz) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NO_TURNS = """
drop function if exists published.take_turn(bytea, timestamptz);
"""
