"""The SQL that seals the trail: finished transactions only, in order, each seal holding on to the one before."""

from __future__ import annotations

from darna.base.audit.canon import CHANGE_COLUMNS, ENTRY_COLUMNS, SETTINGS, text_sql

_SETTINGS = "\n  ".join(f"set {name} = '{value}'" for name, value in SETTINGS.items())
_CHANGE = text_sql(tuple(f"c.{name}" for name in CHANGE_COLUMNS))
_ENTRY = text_sql(tuple(f"e.{name}" for name in ENTRY_COLUMNS))
_SEAL = ("number", "epoch", "from_txid", "to_txid", "changes", "entries", "sealed_at", "previous", "rows_hash")

SEALER = rf"""
-- Everything of one epoch up to a transaction; the caller holds the lock and vouches that those have ended.
create function sec.seal_up_to(which integer, horizon bigint) returns boolean language plpgsql
  set search_path = pg_catalog
  {_SETTINGS} as $$
declare
  last public.audit_seal;
  number bigint;
  epoch integer := which;
  from_txid bigint;
  to_txid bigint := horizon;
  changes integer;
  entries integer;
  sealed_at timestamptz := clock_timestamp();
  previous bytea;
  rows_hash bytea;
begin
  select * into last from public.audit_seal s order by s.number desc limit 1;
  number := coalesce(last.number, 0) + 1;
  previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  from_txid := case when last.epoch = which then last.to_txid + 1 else 0 end;
  select count(*) filter (where r.part = 1), count(*) filter (where r.part = 2),
         sha256(string_agg(r.digest, ''::bytea order by r.txid, r.part, r.id))
    into changes, entries, rows_hash
    from (select c.txid, 1 as part, c.id, sha256(convert_to({_CHANGE}, 'UTF8')) as digest
            from public.audit_change c where c.epoch = which and c.txid between from_txid and horizon
          union all
          select e.txid, 2, e.id, sha256(convert_to({_ENTRY}, 'UTF8'))
            from public.audit_entry e where e.epoch = which and e.txid between from_txid and horizon) r;
  if changes + entries = 0 then return false; end if;
  insert into public.audit_seal (number, epoch, from_txid, to_txid, changes, entries, previous, hash, sealed_at)
  values (number, epoch, from_txid, to_txid, changes, entries, previous,
          sha256(convert_to({text_sql(_SEAL)}, 'UTF8')), sealed_at);
  return true;
end $$;

create function sec.seal() returns table (made boolean, number bigint, epoch integer, hash bytea, sealed_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  fresh boolean;
begin
  if sec.kind() is distinct from 'job' then
    raise exception 'only a job seals the trail' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtext('darna audit seal'));
  -- Older than every transaction that still runs: no row can slip behind this line later.
  fresh := sec.seal_up_to((select e.number from sec.epoch e),
                          pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1);
  return query select fresh, s.number, s.epoch, s.hash, s.sealed_at
    from public.audit_seal s order by s.number desc limit 1;
end $$;

create function sec.unsealed() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare
  now_in integer := (select e.number from sec.epoch e);
  sealed_to bigint := coalesce((select max(s.to_txid) from public.audit_seal s where s.epoch = now_in), -1);
begin
  if sec.kind() is distinct from 'job' then
    raise exception 'only a job counts the whole trail' using errcode = '42501';
  end if;
  return (select count(*) from public.audit_change c where c.epoch = now_in and c.txid > sealed_to)
       + (select count(*) from public.audit_entry e where e.epoch = now_in and e.txid > sealed_to);
end $$;

-- A restored database counts its transactions anew; what it brought along is sealed first.
create function sec.bump_epoch() returns table (number bigint, epoch integer, hash bytea, sealed_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  former integer;
begin
  perform pg_advisory_xact_lock(hashtext('darna audit seal'));
  select e.number into former from sec.epoch e;
  perform sec.seal_up_to(former, 9223372036854775806);
  update sec.epoch set number = former + 1;
  return query select s.number, former + 1, s.hash, s.sealed_at from public.audit_seal s order by s.number desc limit 1;
end $$;

-- Rights come before the change of owner: afterwards the owner of the tables could neither take nor give them.
revoke all on function sec.seal_up_to(integer, bigint), sec.seal(), sec.unsealed(), sec.bump_epoch() from public;
grant execute on function sec.seal(), sec.unsealed() to darna_app;
grant execute on function sec.bump_epoch() to darna_migrator;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.seal_up_to(integer, bigint) owner to darna_guard;
alter function sec.seal() owner to darna_guard;
alter function sec.unsealed() owner to darna_guard;
alter function sec.bump_epoch() owner to darna_guard;
"""

DROP_SEALER = """
drop function if exists sec.bump_epoch();
drop function if exists sec.unsealed();
drop function if exists sec.seal();
drop function if exists sec.seal_up_to(integer, bigint);
"""
