import type { InboxItem } from '../../contracts/handoff.ts';
import { isWordKey, t } from '../words.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** A Colombian number with its country, as it is stored. */
const NATIONAL = /^57(\d{3})(\d{3})(\d{4})$/;

/** Who writes, as far as this reader may know. */
export function personWords({ name, phone, channel }: Pick<InboxItem, 'name' | 'phone' | 'channel'>): string {
  const nobody = channel === 'web' ? t('console.handoff.visitor') : t('console.handoff.nameless');
  return name ?? phone ?? nobody;
}

/** By which way somebody writes. */
export function channelWords(channel: string): string {
  const key = `console.channel.${channel}`;
  return isWordKey(key) ? t(key as 'console.channel.web') : channel;
}

/** Why a colleague was asked for; null when nobody asked, or the assistant says it in a word that is not known here. */
export function reasonWords(reason: string | null): string | null {
  const key = `console.handoff.reason.${reason}`;
  return isWordKey(key) ? t(key as 'console.handoff.reason.asked') : null;
}

/** Who cares for it, as this colleague would say it. */
export function ownerWords(
  { owner, assignee }: Pick<InboxItem, 'owner' | 'assignee'>,
  staffId: string,
): string {
  if (owner === 'assistant') {
    return t('console.handoff.owner.assistant');
  }
  if (assignee === null) {
    return t('console.handoff.owner.nobody');
  }
  const isMine = assignee.id === staffId;
  if (owner === 'human') {
    return isMine ? t('console.handoff.owner.you') : t('console.handoff.owner.other', assignee);
  }
  return isMine ? t('console.handoff.owner.forYou') : t('console.handoff.owner.for', assignee);
}

/** That a colleague ended it, and who; null where nobody did. */
export function endedWords({ ended }: Pick<InboxItem, 'ended'>): string | null {
  return ended && t('console.handoff.ended', { by: ended.by ?? t('console.handoff.colleague') });
}

/** What it is about, where, and which team has it; what is not known is not said. */
export function aboutWords({ topic, place, team }: Pick<InboxItem, 'topic' | 'place' | 'team'>): string {
  const about = topic === 'general' ? null : t(`console.topic.${topic}`);
  const teamName = team && t('console.handoff.ofTeam', { team: team.name });
  return [about, place, teamName].filter(Boolean).join(' · ');
}

/** A number as people read it: '300 123 4567'. */
export function phoneWords(phone: string): string {
  return phone.replace(NATIONAL, '$1 $2 $3');
}

/** How long somebody has waited, and whether that is longer than the team aims at; null when nobody waits. */
export function waitOf(
  { waitingSince, targetMinutes }: Pick<InboxItem, 'waitingSince' | 'targetMinutes'>,
  nowMs: number,
): { readonly words: string; readonly isLate: boolean } | null {
  if (waitingSince === null) {
    return null;
  }
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(waitingSince)) / MINUTE_MS));
  const wait = minutesWords(minutes);
  const isLate = minutes >= targetMinutes;
  const words = isLate ? t('console.handoff.wait.late', { wait, target: targetMinutes }) : wait;
  return { words, isLate };
}

function minutesWords(minutes: number): string {
  const hours = Math.floor(minutes / HOUR_MINUTES);
  if (minutes === 0) {
    return t('console.handoff.wait.now');
  }
  if (hours === 0) {
    return t('console.handoff.wait.minutes', { minutes });
  }
  return hours < DAY_HOURS
    ? t('console.handoff.wait.hours', { hours, minutes: minutes % HOUR_MINUTES })
    : t('console.handoff.wait.days', { days: Math.floor(hours / DAY_HOURS), hours: hours % DAY_HOURS });
}
