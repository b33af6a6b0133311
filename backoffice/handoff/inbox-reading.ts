import type { Clock } from '../../domain/calendar/clock.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import type { ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import type { ColleagueFileRepository } from '../../domain/handoff/colleague-file.ts';
import type { FormProgress } from '../../domain/handoff/form-progress.ts';
import type { InboxReader } from '../../domain/handoff/inbox-reader.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import type { PersonFileReader } from '../../domain/messages/person-files.ts';
import type { StaffDirectory } from '../../domain/people/staff-directory.ts';
import type { ReplyRepository } from '../../domain/replies/reply-repository.ts';
import type { FigureReader } from '../../domain/teams/figures.ts';
import type { PresenceStore } from '../../domain/teams/presence.ts';
import type { TeamRepository } from '../../domain/teams/team.ts';

/** Puts what a colleague does into the order of a conversation; the same id again changes nothing. */
export type ActInbox = {
  readonly act: (request: {
    readonly id: string;
    readonly conversationId: string;
    readonly act: ColleagueAct;
    readonly text: string;
    /** Files of the conversation that it is about; none when left out. */
    readonly attachments?: readonly Attachment[];
  }) => Promise<void>;
};

/** What colleagues keep for their answers. */
export type ColleagueFiles = Pick<ColleagueFileRepository, 'list'> & {
  /** Throws DomainError `file-too-large`, `file-type-not-accepted`, `file-broken` or `quota-exceeded`. */
  readonly keep: (upload: {
    readonly conversationId: string;
    readonly staffId: string;
    readonly name: string;
    readonly bytes: Uint8Array;
  }) => Promise<Attachment>;
};

/** What the live inbox needs from outside. */
export type InboxReading = {
  readonly inbox: InboxReader;
  readonly acts: ActInbox;
  /** How far the form of a conversation has come, from what the turns remember of it. */
  readonly readForm: (stored: Readonly<Record<string, unknown>>) => FormProgress | null;
  readonly directory: Pick<StaffDirectory, 'find' | 'list'>;
  readonly files: PersonFileReader;
  readonly colleagueFiles: ColleagueFiles;
  readonly replies: ReplyRepository;
  readonly entity: () => EntityProfile;
  readonly teams: TeamRepository;
  readonly presence: PresenceStore;
  readonly figures: FigureReader;
  readonly clock: Clock;
};
