"""SQL of the steps of a request about data, and of what a job may count of requests it does not see."""

STEPS = r"""
create function sec.request_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'received' then
      raise exception 'a request begins when it comes in' using errcode = '23514';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('received', 'received'), ('received', 'in_hand'), ('received', 'withdrawn'),
      ('in_hand', 'in_hand'), ('in_hand', 'granted'), ('in_hand', 'partly'), ('in_hand', 'refused'),
      ('in_hand', 'withdrawn'), ('granted', 'granted'), ('partly', 'partly'), ('refused', 'refused'),
      ('withdrawn', 'withdrawn')) then
    raise exception 'a request does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.agency_id, new.kind, new.received_on, new.asked_by, new.purposes, new.taken_by) is distinct from
     (old.agency_id, old.kind, old.received_on, old.asked_by, old.purposes, old.taken_by) then
    raise exception 'what was asked for does not change' using errcode = '23514';
  end if;
  if old.decided_by is not null and (new.decided_by, new.decided_on) is distinct from (old.decided_by, old.decided_on)
     or old.told_on is not null and new.told_on is distinct from old.told_on
     or old.first_due_on is not null and new.due_on is distinct from old.due_on then
    raise exception 'what was answered stays' using errcode = '23514';
  end if;
  -- A clock is put off once, and what it promised first is kept.
  if new.due_on is distinct from old.due_on and new.first_due_on is distinct from old.due_on then
    raise exception 'a request keeps the day that was promised first' using errcode = '23514';
  end if;
  -- Emptied words are those of somebody who was erased.
  if new.sealed_words is distinct from old.sealed_words and new.sealed_words <> ''::bytea
     and new.person_id = old.person_id then
    raise exception 'what was asked for does not change' using errcode = '23514';
  end if;
  return null;
end $$;
revoke all on function sec.request_takes_a_step() from public;
create trigger request_steps_are_known after insert or update on privacy_personrequest
  for each row execute function sec.request_takes_a_step();

-- For the job of the morning: how many are due or late in its agency, those of protected files too, and nothing else.
create function sec.requests_due(within integer) returns table (due bigint, late bigint) language sql stable
  security definer set search_path = pg_catalog, sec, public as $$
  select count(*) filter (where r.due_on >= t.day), count(*) filter (where r.due_on < t.day)
    from public.privacy_personrequest r
   cross join (select (clock_timestamp() at time zone 'Africa/Casablanca')::date as day) t
   where r.agency_id = sec.agency() and r.state in ('received', 'in_hand') and r.due_on <= t.day + within
$$;
revoke all on function sec.requests_due(integer) from public;
grant execute on function sec.requests_due(integer) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.request_takes_a_step() owner to darna_guard;
alter function sec.requests_due(integer) owner to darna_guard;
"""

DROP_STEPS = """
drop function if exists sec.requests_due(integer);
drop trigger if exists request_steps_are_known on privacy_personrequest;
drop function if exists sec.request_takes_a_step();
"""
