"""SQL of referrals: the steps that are allowed and whose they are, their history, the receiver's reading, the end."""

STEPS = r"""
-- The package closes to the receiver with these states, and stays closed.
create function sec.close_package() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.state in ('declined', 'cancelled', 'expired', 'revoked') then
    new.package_closed_at := coalesce(old.package_closed_at, new.package_closed_at, clock_timestamp());
  end if;
  return new;
end $$;
create trigger package_closes_with_its_referral before update on referrals_referral
  for each row execute function sec.close_package();

-- Asked after the policies, so that who may not write is told so and nothing else. It reads as whoever writes.
create function sec.check_referral() returns trigger language plpgsql
  set search_path = pg_catalog, sec, public as $$
declare
  side text := case when current_user in ('darna_guard', 'darna_migrator') then 'house'
                    when new.agency_id = sec.desk() then 'sender'
                    when new.to_agency_id = sec.desk() then 'receiver' end;
begin
  if not exists (select 1 from public.directory_serviceatlocation o
                  where o.id = new.service_id and o.agency_id = new.to_agency_id) then
    raise exception 'a referral goes to a service of its receiver' using errcode = '23514';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a referral begins as a draft' using errcode = '23514';
    end if;
    return null;
  end if;
  if (new.id, new.agency_id, new.reference, new.drafted_at) is distinct from
     (old.id, old.agency_id, old.reference, old.drafted_at) then
    raise exception 'a referral keeps its sender and its reference' using errcode = '23514';
  end if;
  if old.state <> 'draft' and
     (new.to_agency_id, new.need, new.purpose, new.urgency, new.channel, new.due_on, new.sent_at)
     is distinct from
     (old.to_agency_id, old.need, old.purpose, old.urgency, old.channel, old.due_on, old.sent_at) then
    raise exception 'a sent referral asks what it asked' using errcode = '23514';
  end if;
  if old.state <> 'draft' and new.service_id <> old.service_id
     and (side = 'sender' or old.state not in ('sent', 'received', 'accepted')) then
    raise exception 'only the receiver passes a referral on, while it is open' using errcode = '23514';
  end if;
  if old.package_closed_at is not null and new.package_closed_at is distinct from old.package_closed_at then
    raise exception 'a closed package is not opened again' using errcode = '23514';
  end if;
  if old.received_at is not null and new.received_at is distinct from old.received_at
     or old.answered_at is not null and new.answered_at is distinct from old.answered_at
     or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'what happened to a referral keeps its time' using errcode = '23514';
  end if;
  if new.state = old.state then
    if side <> 'house' and old.state <> 'draft' and new.service_id = old.service_id and
       (new.reason, new.sealed_note, new.received_at, new.answered_at, new.ended_at) is distinct from
       (old.reason, old.sealed_note, old.received_at, old.answered_at, old.ended_at) then
      raise exception 'a step is not told otherwise afterwards' using errcode = '23514';
    end if;
    return null;
  end if;
  if not (
    side in ('sender', 'house') and (old.state, new.state) in (
      ('draft', 'sent'), ('sent', 'cancelled'), ('received', 'cancelled'), ('accepted', 'cancelled'),
      ('sent', 'expired'), ('received', 'expired'),
      ('sent', 'revoked'), ('received', 'revoked'), ('accepted', 'revoked'))
    or side in ('receiver', 'house') and (old.state, new.state) in (
      ('sent', 'received'), ('sent', 'accepted'), ('sent', 'declined'), ('received', 'accepted'),
      ('received', 'declined'), ('accepted', 'completed'), ('accepted', 'not_completed'))) then
    raise exception 'a referral does not go from % to % by its %', old.state, new.state, side using errcode = '23514';
  end if;
  if new.state = 'sent' then
    if not exists (
      select 1 from public.referrals_referralsource s
        join public.people_person p on p.id = s.person_id and not p.is_protected and p.erased_at is null
        join public.people_consent c on c.id = s.consent_id and c.person_id = s.person_id and c.state = 'given'
         and 'sharing_with_partner' = any (c.purposes) and new.to_agency_id = any (c.recipients)
       where s.referral_id = new.id) then
      raise exception 'a referral is sent by the consent of the person to its receiver' using errcode = '23514';
    end if;
    if not exists (select 1 from public.referrals_referralpackage p join public.keys_packagekey k on k.id = p.referral_id
                    where p.referral_id = new.id and p.sealed_body <> '') then
      raise exception 'a sent referral has its package' using errcode = '23514';
    end if;
  end if;
  return null;
end $$;
create trigger referral_goes_as_allowed after insert or update on referrals_referral
  for each row execute function sec.check_referral();

-- The steps tell themselves: nobody writes the history, nobody leaves it out.
create function sec.tell_step() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare step text := case when new.state <> old.state then new.state
                          when new.state = 'draft' then null
                          when new.service_id <> old.service_id then 'forwarded'
                          when new.reminded_at is distinct from old.reminded_at then 'reminded' end;
begin
  if step is not null then
    insert into public.referrals_referralevent (id, agency_id, referral_id, at, what, service_id, reason, sealed_note,
                                        by_agency_id, by_member_id)
    values (gen_random_uuid(), new.agency_id, new.id, clock_timestamp(), step, new.service_id,
            case when step = 'reminded' then '' else new.reason end,
            case when step = 'reminded' then ''::bytea else new.sealed_note end, sec.agency(), sec.membership());
  end if;
  return null;
end $$;
create trigger step_is_told after update on referrals_referral for each row execute function sec.tell_step();

-- The package is written once, before sending, and afterwards only emptied by an erasure.
create function sec.check_package() returns trigger language plpgsql
  set search_path = pg_catalog, sec, public as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select 1 from public.referrals_referral r where r.id = new.referral_id and r.state = 'draft') then
      raise exception 'a package is made before its referral is sent' using errcode = '23514';
    end if;
  elsif (new.id, new.agency_id, new.referral_id, new.packed_at) is distinct from
        (old.id, old.agency_id, old.referral_id, old.packed_at)
        or new.sealed_body <> '' and new.sealed_body <> old.sealed_body then
    raise exception 'a package never changes' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger package_never_changes after insert or update on referrals_referralpackage
  for each row execute function sec.check_package();

-- What the receiver reads: the package while it is open and the consent holds, the key of its notes unless revoked.
create function sec.handed_over(wanted uuid[])
  returns table (referral_id uuid, master smallint, wrapped bytea, sealed_body bytea)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select r.id, k.master, k.wrapped,
         case when r.package_closed_at is null and c.state = 'given'
                   and (c.expires_on is null or c.expires_on >= (clock_timestamp() at time zone 'Africa/Casablanca')::date)
              then p.sealed_body end
    from public.referrals_referral r
    join public.keys_packagekey k on k.id = r.id
    join public.referrals_referralpackage p on p.referral_id = r.id
    join public.referrals_referralsource s on s.referral_id = r.id
    left join public.people_consent c on c.id = s.consent_id
   where r.id = any (wanted) and r.to_agency_id = sec.desk() and r.state not in ('draft', 'revoked')
$$;

-- No consent, a protected file, an erased person: what was handed over ends in the same breath. The receiver is told
-- one and the same reason: that a file is protected is nobody's business there.
create function sec.end_referrals(person uuid, consent uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.referrals_referral r
     set state = 'revoked', reason = 'no_longer_shared', sealed_note = '', ended_at = clock_timestamp(), version = r.version + 1
    from public.referrals_referralsource s
   where s.referral_id = r.id and s.person_id = person and (consent is null or s.consent_id = consent)
     and r.state in ('sent', 'received', 'accepted');
  update public.referrals_referral r
     set package_closed_at = clock_timestamp(), version = r.version + 1
    from public.referrals_referralsource s
   where s.referral_id = r.id and s.person_id = person and (consent is null or s.consent_id = consent)
     and r.state in ('completed', 'not_completed') and r.package_closed_at is null;
end $$;

create function sec.referrals_follow_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.is_protected and not old.is_protected then
    perform sec.end_referrals(new.id, null);
  end if;
  if new.erased_at is not null and old.erased_at is null then
    perform sec.end_referrals(new.id, null);
    update public.referrals_referralevent e set sealed_note = ''
      from public.referrals_referralsource s
     where s.referral_id = e.referral_id and s.person_id = new.id and e.sealed_note <> '';
    update public.referrals_referral r set sealed_note = ''
      from public.referrals_referralsource s
     where s.referral_id = r.id and s.person_id = new.id and r.sealed_note <> '';
    delete from public.referrals_referral r using public.referrals_referralsource s
     where s.referral_id = r.id and s.person_id = new.id and r.state = 'draft';
  end if;
  -- The receiver's own file of the person: once it is protected or erased, its agency reads the package no longer.
  if new.is_protected and not old.is_protected or new.erased_at is not null and old.erased_at is null then
    update public.referrals_referral r set package_closed_at = clock_timestamp(), version = r.version + 1
      from public.referrals_reception t
     where t.referral_id = r.id and t.person_id = new.id and r.package_closed_at is null;
  end if;
  return null;
end $$;

create function sec.referrals_follow_consent() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  -- Whoever withdraws consent to sharing is shown to nobody; one that runs out ends what stood under it.
  if old.state = 'given' and new.state in ('withdrawn', 'expired') then
    perform sec.end_referrals(new.person_id, case when new.state = 'withdrawn'
      and 'sharing_with_partner' = any (new.purposes) then null else new.id end);
  end if;
  return null;
end $$;
create trigger referrals_follow_their_person after update of is_protected, erased_at on people_person
  for each row execute function sec.referrals_follow_person();
create trigger referrals_follow_their_consent after update of state on people_consent
  for each row execute function sec.referrals_follow_consent();

revoke all on function sec.close_package(), sec.check_referral(), sec.tell_step(), sec.check_package(),
  sec.handed_over(uuid[]), sec.end_referrals(uuid, uuid), sec.referrals_follow_person(),
  sec.referrals_follow_consent() from public;
grant execute on function sec.handed_over(uuid[]) to darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.close_package() owner to darna_guard;
alter function sec.check_referral() owner to darna_guard;
alter function sec.tell_step() owner to darna_guard;
alter function sec.check_package() owner to darna_guard;
alter function sec.handed_over(uuid[]) owner to darna_guard;
alter function sec.end_referrals(uuid, uuid) owner to darna_guard;
alter function sec.referrals_follow_person() owner to darna_guard;
alter function sec.referrals_follow_consent() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists referrals_follow_their_consent on people_consent;
drop trigger if exists referrals_follow_their_person on people_person;
drop trigger if exists package_never_changes on referrals_referralpackage;
drop trigger if exists step_is_told on referrals_referral;
drop trigger if exists referral_goes_as_allowed on referrals_referral;
drop trigger if exists package_closes_with_its_referral on referrals_referral;
drop function if exists sec.referrals_follow_consent();
drop function if exists sec.referrals_follow_person();
drop function if exists sec.end_referrals(uuid, uuid);
drop function if exists sec.handed_over(uuid[]);
drop function if exists sec.check_package();
drop function if exists sec.tell_step();
drop function if exists sec.check_referral();
drop function if exists sec.close_package();
"""
