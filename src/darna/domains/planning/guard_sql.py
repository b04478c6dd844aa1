"""SQL of what a plan, its items and an appointment may become: the same steps that the actions take, and no other.

The triggers speak after row security did, so that a row nobody may touch is refused for that reason alone.
"""

STEPS = r"""
create function sec.plan_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then raise exception 'a plan begins as a draft' using errcode = '23514'; end if;
    return null;
  end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'proposed'), ('proposed', 'proposed'),
      ('proposed', 'draft'), ('proposed', 'approved'), ('approved', 'approved'), ('approved', 'draft'),
      ('approved', 'active'), ('active', 'active'), ('active', 'completed'), ('active', 'revised'),
      ('completed', 'completed'), ('revised', 'revised')) then
    raise exception 'a plan does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.number) is distinct from (old.case_id, old.number) then
    raise exception 'a plan stays the plan of its case' using errcode = '23514';
  end if;
  -- Emptied words are those of somebody who was erased.
  if old.state <> 'draft' and
     (new.sealed_goal is distinct from old.sealed_goal and new.sealed_goal <> ''::bytea
      or new.sealed_commitment is distinct from old.sealed_commitment and new.sealed_commitment <> ''::bytea) then
    raise exception 'the words of a plan change only while it is a draft' using errcode = '23514';
  end if;
  if old.state in ('active', 'completed', 'revised') and
     (new.proposed_by, new.approved_by, new.agreed_on) is distinct from
     (old.proposed_by, old.approved_by, old.agreed_on) then
    raise exception 'who proposed, approved and agreed does not change' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.plan_item_takes_a_step() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
declare plan_state text;
begin
  select p.state into plan_state from public.planning_plan p where p.id = case when tg_op = 'DELETE' then old.plan_id
                                                                              else new.plan_id end;
  if tg_op = 'DELETE' then
    if plan_state <> 'draft' then
      raise exception 'an item is removed only while the plan is a draft' using errcode = '23514';
    end if;
    return null;
  end if;
  if tg_op = 'INSERT' then
    if plan_state is distinct from 'draft' or new.state <> 'open' then
      raise exception 'an item is added only while the plan is a draft' using errcode = '23514';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('open', 'open'), ('open', 'done'), ('open', 'dropped'), ('done', 'done'),
      ('dropped', 'dropped')) then
    raise exception 'an item does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if old.state <> new.state and plan_state <> 'active' then
    raise exception 'an item ends only while the plan is under way' using errcode = '23514';
  end if;
  if plan_state <> 'draft' and
     (new.sealed_action is distinct from old.sealed_action and new.sealed_action <> ''::bytea
      or (new.plan_id, new.responsible, new.worker_id, new.institution, new.due_on) is distinct from
         (old.plan_id, old.responsible, old.worker_id, old.institution, old.due_on)) then
    raise exception 'an item changes only while the plan is a draft' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.appointment_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then raise exception 'an appointment begins planned' using errcode = '23514'; end if;
    return null;
  end if;
  if old.state <> 'planned' and
     (new.state, new.starts_at, new.minutes, new.worker_id, new.case_id) is distinct from
     (old.state, old.starts_at, old.minutes, old.worker_id, old.case_id) then
    raise exception 'an appointment that has ended stays as it was' using errcode = '23514';
  end if;
  return null;
end $$;

create function sec.progress_follows_a_definition() returns trigger language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if not exists (select 1 from public.programmes_programmeversion v join public.cases_case c
                     on c.programme = v.programme
                  where v.id = new.definition_id and v.state = 'published' and c.id = new.case_id
                    and (v.agency_id is null or v.agency_id = new.agency_id)) then
    raise exception 'a case follows a published definition of its programme' using errcode = '23514';
  end if;
  return null;
end $$;

revoke all on function sec.plan_takes_a_step(), sec.plan_item_takes_a_step(), sec.appointment_takes_a_step(),
  sec.progress_follows_a_definition() from public;
create trigger plan_steps_are_known after insert or update on planning_plan
  for each row execute function sec.plan_takes_a_step();
create trigger plan_item_steps_are_known after insert or update or delete on planning_planitem
  for each row execute function sec.plan_item_takes_a_step();
create trigger appointment_steps_are_known after insert or update on planning_appointment
  for each row execute function sec.appointment_takes_a_step();
create trigger progress_is_of_its_programme after insert or update on planning_caseprogress
  for each row execute function sec.progress_follows_a_definition();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.plan_takes_a_step() owner to darna_guard;
alter function sec.plan_item_takes_a_step() owner to darna_guard;
alter function sec.appointment_takes_a_step() owner to darna_guard;
alter function sec.progress_follows_a_definition() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists progress_is_of_its_programme on planning_caseprogress;
drop trigger if exists appointment_steps_are_known on planning_appointment;
drop trigger if exists plan_item_steps_are_known on planning_planitem;
drop trigger if exists plan_steps_are_known on planning_plan;
drop function if exists sec.progress_follows_a_definition();
drop function if exists sec.appointment_takes_a_step();
drop function if exists sec.plan_item_takes_a_step();
drop function if exists sec.plan_takes_a_step();
"""
