"""SQL of what a procedure and everything beside it may become: the same steps that the actions take, and no other.

The triggers speak after row security did, so that a row nobody may touch is refused for that reason alone.
"""

STEPS = r"""
create function sec.procedure_takes_a_step() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' then raise exception 'a procedure begins with its steps' using errcode = '23514'; end if;
    return null;
  end if;
  if (old.state, new.state) not in (('open', 'open'), ('open', 'proposed'), ('open', 'closed'),
      ('proposed', 'proposed'), ('proposed', 'open'), ('proposed', 'decided'), ('decided', 'decided'),
      ('decided', 'open'), ('decided', 'closed'), ('closed', 'closed')) then
    raise exception 'a procedure does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.reason, new.opened_by) is distinct from (old.case_id, old.reason, old.opened_by) then
    raise exception 'a procedure stays the one of its case' using errcode = '23514';
  end if;
  if (old.state, new.state) = ('open', 'proposed') then
    if exists (select 1 from public.safeguarding_step s where s.procedure_id = new.id and s.state = 'open')
       or (select count(*) from public.safeguarding_step s where s.procedure_id = new.id) <> 6 then
      raise exception 'a decision comes after every step' using errcode = '23514';
    end if;
    if (select count(*) from public.safeguarding_option o where o.procedure_id = new.id) < 2
       or (select count(*) from public.safeguarding_option o where o.procedure_id = new.id and o.is_chosen) <> 1 then
      raise exception 'a decision chooses one of at least two options' using errcode = '23514';
    end if;
    if new.sealed_decision = ''::bytea or (new.goes_against_child and new.sealed_despite = ''::bytea) then
      raise exception 'a decision gives its reasons' using errcode = '23514';
    end if;
  end if;
  -- Emptied words are those of somebody who was erased.
  if old.state <> 'open' and new.state <> 'open' and
     (new.sealed_decision is distinct from old.sealed_decision and new.sealed_decision <> ''::bytea
      or new.sealed_despite is distinct from old.sealed_despite and new.sealed_despite <> ''::bytea
      or (new.proposed_by, new.goes_against_child) is distinct from (old.proposed_by, old.goes_against_child)) then
    raise exception 'what was proposed stays as it was' using errcode = '23514';
  end if;
  if old.state in ('decided', 'closed') and new.state <> 'open' and new.approved_by is distinct from old.approved_by
  then
    raise exception 'who approved does not change' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.procedure_step_ends() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare now_in text;
begin
  select p.state into now_in from public.safeguarding_procedure p where p.id = new.procedure_id;
  if tg_op = 'INSERT' then
    if now_in is distinct from 'open' or new.state <> 'open' then
      raise exception 'a step begins open, in an open procedure' using errcode = '23514';
    end if;
    return null;
  end if;
  if (new.procedure_id, new.kind, new.position) is distinct from (old.procedure_id, old.kind, old.position) then
    raise exception 'a step stays where it is' using errcode = '23514';
  end if;
  if old.state <> 'open' and ((new.state, new.manner, new.present, new.ended_on) is distinct from
                              (old.state, old.manner, old.present, old.ended_on)
      or new.sealed_words is distinct from old.sealed_words and new.sealed_words <> ''::bytea) then
    raise exception 'a step that has ended stays as it was' using errcode = '23514';
  end if;
  if old.state = 'open' and new.state <> 'open' then
    if now_in is distinct from 'open' then
      raise exception 'a step ends only while the steps are under way' using errcode = '23514';
    end if;
    if new.sealed_words = ''::bytea then
      raise exception 'a step that ends says what was found, or why it is not needed' using errcode = '23514';
    end if;
    if new.kind <> 'safety' and exists (select 1 from public.safeguarding_step s where s.procedure_id = new.procedure_id
                                          and s.kind = 'safety' and s.state = 'open') then
      raise exception 'safety comes first' using errcode = '23514';
    end if;
    if new.kind = 'panel' and exists (select 1 from public.safeguarding_step s where s.procedure_id = new.procedure_id
                                        and s.kind <> 'panel' and s.state = 'open') then
      raise exception 'the meeting comes after every other step' using errcode = '23514';
    end if;
  end if;
  return null;
end $$;

create function sec.procedure_option_changes() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
declare now_in text;
begin
  if tg_op = 'UPDATE' and new.sealed_for = ''::bytea and new.sealed_against = ''::bytea
     and (new.procedure_id, new.kind, new.is_chosen) = (old.procedure_id, old.kind, old.is_chosen) then
    return null;
  end if;
  select p.state into now_in from public.safeguarding_procedure p
   where p.id = case when tg_op = 'DELETE' then old.procedure_id else new.procedure_id end;
  if now_in is distinct from 'open' then
    raise exception 'options change only while the steps are under way' using errcode = '23514';
  end if;
  if tg_op <> 'DELETE' and (new.sealed_for = ''::bytea or new.sealed_against = ''::bytea) then
    raise exception 'an option says what speaks for it and what against' using errcode = '23514';
  end if;
  return null;
end $$;

-- What was said is never said otherwise later; its words go when somebody is erased.
create function sec.said_stays_said() returns trigger language plpgsql set search_path = pg_catalog as $$
declare was jsonb := to_jsonb(old); is_now jsonb := to_jsonb(new); name text;
begin
  for name in select jsonb_object_keys(was) loop
    if name in ('version', 'person_id') then continue; end if;
    if (was -> name) is distinct from (is_now -> name)
       and is_now ->> name is distinct from '\x' and is_now -> name is distinct from '[]'::jsonb then
      raise exception 'what was written stays as it was' using errcode = '23514';
    end if;
  end loop;
  return null;
end $$;

create function sec.guardianship_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'told' then raise exception 'a guardianship begins as told' using errcode = '23514'; end if;
    return null;
  end if;
  if (old.state, new.state) not in (('told', 'told'), ('told', 'confirmed'), ('told', 'ended'),
      ('confirmed', 'confirmed'), ('confirmed', 'ended'), ('ended', 'ended')) then
    raise exception 'a guardianship does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if old.state = 'told' and new.state = 'confirmed' and new.sealed_source = ''::bytea then
    raise exception 'a confirmed guardianship says by what' using errcode = '23514';
  end if;
  if (new.basis, new.since) is distinct from (old.basis, old.since)
     or new.sealed_name is distinct from old.sealed_name and new.sealed_name <> ''::bytea
     or old.has_conflict and not new.has_conflict then
    raise exception 'another guardianship is another row, and a conflict stays noted' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.clock_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'running' then raise exception 'a clock begins by running' using errcode = '23514'; end if;
    return null;
  end if;
  if (new.started_at, new.due_at, new.concern, new.started_by, new.case_id) is distinct from
     (old.started_at, old.due_at, old.concern, old.started_by, old.case_id)
     or old.escalated_at is not null and new.escalated_at is distinct from old.escalated_at
     or old.state = 'stopped' and (new.state, new.stop, new.stopped_at) is distinct from
                                  (old.state, old.stop, old.stopped_at) then
    raise exception 'a clock is not set back' using errcode = '23514';
  end if;
  if old.state = 'running' and new.state = 'stopped' and new.stop <> 'referral' and new.sealed_stop_note = ''::bytea
  then
    raise exception 'a clock stopped without a referral says why' using errcode = '23514';
  end if;
  return null;
end $$;

-- Clocks that ran out, each told once: of an ordinary file to the supervisors, of a protected one to those named for
-- it. The job that asks sees no protected file, and is told no more than whom to write to.
create function sec.escalate_clocks() returns table (clock uuid, member uuid) language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare late record;
begin
  if sec.kind() is distinct from 'job' then return; end if;
  for late in
    select u.id, u.agency_id, u.person_id, p.is_protected
      from public.safeguarding_urgency u join public.people_person p on p.id = u.person_id
     where u.agency_id = sec.agency() and u.state = 'running' and u.escalated_at is null
       and u.due_at <= clock_timestamp()
       for update of u skip locked
  loop
    update public.safeguarding_urgency set escalated_at = clock_timestamp(), version = version + 1 where id = late.id;
    return query
      select late.id, m.id from public.agencies_membership m
       where m.agency_id = late.agency_id and m.ended_at is null
         and case when late.is_protected
                  then exists (select 1 from public.people_namedworker w
                                where w.person_id = late.person_id and w.membership_id = m.id)
                  else m.role = 'supervisor' end;
  end loop;
end $$;

revoke all on function sec.procedure_takes_a_step(), sec.procedure_step_ends(), sec.procedure_option_changes(),
  sec.said_stays_said(), sec.guardianship_takes_a_step(), sec.clock_takes_a_step(), sec.escalate_clocks() from public;
grant execute on function sec.escalate_clocks() to darna_app;
create trigger procedure_steps_are_known after insert or update on safeguarding_procedure
  for each row execute function sec.procedure_takes_a_step();
create trigger step_of_a_procedure_ends_in_order after insert or update on safeguarding_step
  for each row execute function sec.procedure_step_ends();
create trigger options_change_while_weighed after insert or update or delete on safeguarding_option
  for each row execute function sec.procedure_option_changes();
create trigger review_stays_as_it_was after update on safeguarding_review
  for each row execute function sec.said_stays_said();
create trigger assent_stays_as_it_was after update on safeguarding_assent
  for each row execute function sec.said_stays_said();
create trigger talk_stays_as_it_was after update on safeguarding_talk
  for each row execute function sec.said_stays_said();
create trigger guardianship_steps_are_known after insert or update on safeguarding_guardianship
  for each row execute function sec.guardianship_takes_a_step();
create trigger clock_is_not_set_back after insert or update on safeguarding_urgency
  for each row execute function sec.clock_takes_a_step();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.procedure_takes_a_step() owner to darna_guard;
alter function sec.procedure_step_ends() owner to darna_guard;
alter function sec.procedure_option_changes() owner to darna_guard;
alter function sec.said_stays_said() owner to darna_guard;
alter function sec.guardianship_takes_a_step() owner to darna_guard;
alter function sec.clock_takes_a_step() owner to darna_guard;
alter function sec.escalate_clocks() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists clock_is_not_set_back on safeguarding_urgency;
drop trigger if exists guardianship_steps_are_known on safeguarding_guardianship;
drop trigger if exists talk_stays_as_it_was on safeguarding_talk;
drop trigger if exists assent_stays_as_it_was on safeguarding_assent;
drop trigger if exists review_stays_as_it_was on safeguarding_review;
drop trigger if exists options_change_while_weighed on safeguarding_option;
drop trigger if exists step_of_a_procedure_ends_in_order on safeguarding_step;
drop trigger if exists procedure_steps_are_known on safeguarding_procedure;
drop function if exists sec.escalate_clocks();
drop function if exists sec.clock_takes_a_step();
drop function if exists sec.guardianship_takes_a_step();
drop function if exists sec.said_stays_said();
drop function if exists sec.procedure_option_changes();
drop function if exists sec.procedure_step_ends();
drop function if exists sec.procedure_takes_a_step();
"""
