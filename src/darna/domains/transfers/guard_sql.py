"""SQL of the steps of a hand-over and of a transfer, whose they are, and what the receiver reads."""

STEPS = r"""
create function sec.handover_takes_a_step() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('asked', 'given') then
      raise exception 'a hand-over is asked for or given' using errcode = '23514';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('asked', 'asked'), ('asked', 'given'), ('asked', 'refused'),
      ('asked', 'withdrawn'), ('given', 'given'), ('given', 'confirmed'), ('given', 'undone'),
      ('confirmed', 'confirmed'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('undone', 'undone')) then
    raise exception 'a hand-over does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if (new.case_id, new.from_worker_id, new.to_worker_id, new.asked_by, new.batch) is distinct from
     (old.case_id, old.from_worker_id, old.to_worker_id, old.asked_by, old.batch) then
    raise exception 'what was asked for does not change' using errcode = '23514';
  end if;
  if old.decided_by is not null and new.decided_by is distinct from old.decided_by then
    raise exception 'who decided does not change' using errcode = '23514';
  end if;
  if old.state = 'asked' and new.state in ('given', 'refused') and new.decided_by = new.asked_by then
    raise exception 'somebody else decides about what was asked for' using errcode = '23514';
  end if;
  -- Emptied words are those of somebody who was erased.
  if new.sealed_note is distinct from old.sealed_note and new.sealed_note <> ''::bytea
     and new.person_id = old.person_id then
    raise exception 'the note of a hand-over does not change' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger handover_steps_are_known after insert or update on transfers_handover
  for each row execute function sec.handover_takes_a_step();

create function sec.transfer_takes_a_step() returns trigger language plpgsql
  set search_path = pg_catalog, sec, public as $$
declare
  side text := case when current_user in ('darna_guard', 'darna_migrator') then 'house'
                    when new.agency_id = sec.desk() then 'sender'
                    when new.to_agency_id = sec.desk() then 'receiver' end;
begin
  if tg_op = 'INSERT' then
    if not (side in ('sender', 'house') and new.state = 'proposed'
            or side in ('receiver', 'house') and new.state = 'requested' and new.referral_id is not null) then
      raise exception 'a transfer begins with its sender, or with a request' using errcode = '23514';
    end if;
    return null;
  end if;
  if (new.id, new.agency_id, new.to_agency_id, new.referral_id, new.begun_at) is distinct from
     (old.id, old.agency_id, old.to_agency_id, old.referral_id, old.begun_at) then
    raise exception 'a transfer keeps its agencies' using errcode = '23514';
  end if;
  if old.sent_at is not null and new.sent_at is distinct from old.sent_at
     or old.answered_at is not null and new.answered_at is distinct from old.answered_at then
    raise exception 'what happened to a transfer keeps its time' using errcode = '23514';
  end if;
  if new.state = old.state then
    if side <> 'house' then
      raise exception 'a transfer changes by its steps alone' using errcode = '23514';
    end if;
    return null;
  end if;
  if not (
    side in ('sender', 'house') and (old.state, new.state) in (('requested', 'proposed'), ('requested', 'refused'),
      ('proposed', 'sent'), ('proposed', 'refused'), ('proposed', 'withdrawn'), ('sent', 'withdrawn'))
    or side in ('receiver', 'house') and (old.state, new.state) in (('requested', 'withdrawn'), ('sent', 'accepted'),
      ('sent', 'declined'))
    or side = 'house' and (old.state, new.state) in (('proposed', 'revoked'), ('sent', 'revoked'))) then
    raise exception 'a transfer does not go from % to % by its %', old.state, new.state, side using errcode = '23514';
  end if;
  if new.state = 'sent' then
    if not exists (
      select 1 from public.transfers_transfersource s
        join public.people_person p on p.id = s.person_id and not p.is_protected and p.erased_at is null
        join public.cases_case k on k.id = s.case_id and k.state = 'open'
        join public.people_consent c on c.id = s.consent_id and c.person_id = s.person_id and c.state = 'given'
         and 'sharing_with_partner' = any (c.purposes) and new.to_agency_id = any (c.recipients)
       where s.transfer_id = new.id and s.sealed_body <> ''::bytea and s.approved_by is not null) then
      raise exception 'a case is sent with its package, by the consent of the person to its receiver'
        using errcode = '23514';
    end if;
    if coalesce((select r.needs_approval from public.transfers_transferrule r where r.agency_id = new.agency_id), true)
       and exists (select 1 from public.transfers_transfersource s
                    where s.transfer_id = new.id and s.approved_by = s.proposed_by) then
      raise exception 'this agency sends a case only after a second person agreed' using errcode = '23514';
    end if;
    if (select a.country from public.agencies_agency a where a.id = new.agency_id)
       <> (select a.country from public.agencies_agency a where a.id = new.to_agency_id)
       and not exists (select 1 from public.transfers_transfersource s
         join public.people_consent c on c.person_id = s.person_id and c.state = 'given'
          and 'transfer_abroad' = any (c.purposes) and new.to_agency_id = any (c.recipients)
        where s.transfer_id = new.id) then
      raise exception 'a case leaves the country by a consent to that alone' using errcode = '23514';
    end if;
  end if;
  return null;
end $$;
create trigger transfer_goes_as_allowed after insert or update on transfers_transfer
  for each row execute function sec.transfer_takes_a_step();

create function sec.transfer_package_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.transfer_id, new.case_id, new.consent_id, new.proposed_by) is distinct from
     (old.transfer_id, old.case_id, old.consent_id, old.proposed_by)
     or new.sealed_body <> ''::bytea and new.sealed_body <> old.sealed_body
     or old.approved_by is not null and new.approved_by is distinct from old.approved_by then
    raise exception 'what goes with a case never changes' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger transfer_package_never_changes after update on transfers_transfersource
  for each row execute function sec.transfer_package_stays();

-- What the receiver reads: while it waits for their answer or was taken on, and while the consent holds.
create function sec.transferred_over(wanted uuid[])
  returns table (transfer_id uuid, master smallint, wrapped bytea, sealed_body bytea)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select t.id, k.master, k.wrapped, s.sealed_body
    from public.transfers_transfer t
    join public.keys_packagekey k on k.id = t.id
    join public.transfers_transfersource s on s.transfer_id = t.id and s.sealed_body <> ''::bytea
    join public.people_consent c on c.id = s.consent_id and c.state = 'given'
     and (c.expires_on is null or c.expires_on >= (clock_timestamp() at time zone 'Africa/Casablanca')::date)
   where t.id = any (wanted) and t.to_agency_id = sec.desk() and t.state in ('sent', 'accepted')
$$;

-- The referral for which a transfer is asked for is one that the asking agency took on.
create function sec.took_on(wanted uuid, sender uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select exists (select 1 from public.referrals_referral r where r.id = wanted and r.agency_id = sender
                    and r.to_agency_id = sec.desk() and r.state = 'accepted')
$$;

create function sec.end_transfers(person uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.transfers_transfer t set state = 'revoked', reason = 'no_longer_shared', version = t.version + 1
    from public.transfers_transfersource s
   where s.transfer_id = t.id and s.person_id = person and t.state in ('proposed', 'sent');
end $$;

create function sec.transfers_follow_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.is_protected and not old.is_protected or new.erased_at is not null and old.erased_at is null then
    perform sec.end_transfers(new.id);
  end if;
  return null;
end $$;
create function sec.transfers_follow_consent() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if old.state = 'given' and new.state in ('withdrawn', 'expired')
     and new.purposes && array['sharing_with_partner', 'transfer_abroad']::varchar[] then
    perform sec.end_transfers(new.person_id);
  end if;
  return null;
end $$;
create trigger transfers_follow_their_person after update of is_protected, erased_at on people_person
  for each row execute function sec.transfers_follow_person();
create trigger transfers_follow_their_consent after update of state on people_consent
  for each row execute function sec.transfers_follow_consent();

revoke all on function sec.handover_takes_a_step(), sec.transfer_takes_a_step(), sec.transfer_package_stays(),
  sec.transferred_over(uuid[]), sec.took_on(uuid, uuid), sec.end_transfers(uuid),
  sec.transfers_follow_person(), sec.transfers_follow_consent() from public;
grant execute on function sec.transferred_over(uuid[]), sec.took_on(uuid, uuid) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.handover_takes_a_step() owner to darna_guard;
alter function sec.transfer_takes_a_step() owner to darna_guard;
alter function sec.transfer_package_stays() owner to darna_guard;
alter function sec.transferred_over(uuid[]) owner to darna_guard;
alter function sec.took_on(uuid, uuid) owner to darna_guard;
alter function sec.end_transfers(uuid) owner to darna_guard;
alter function sec.transfers_follow_person() owner to darna_guard;
alter function sec.transfers_follow_consent() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists transfers_follow_their_consent on people_consent;
drop trigger if exists transfers_follow_their_person on people_person;
drop trigger if exists transfer_package_never_changes on transfers_transfersource;
drop trigger if exists transfer_goes_as_allowed on transfers_transfer;
drop trigger if exists handover_steps_are_known on transfers_handover;
drop function if exists sec.transfers_follow_consent();
drop function if exists sec.transfers_follow_person();
drop function if exists sec.end_transfers(uuid);
drop function if exists sec.took_on(uuid, uuid) cascade;
drop function if exists sec.transferred_over(uuid[]);
drop function if exists sec.transfer_package_stays();
drop function if exists sec.transfer_takes_a_step();
drop function if exists sec.handover_takes_a_step();
-- Their packages go with their table, so their keys open nothing any more.
delete from keys_packagekey k where exists (select 1 from transfers_transfer t where t.id = k.id);
"""
