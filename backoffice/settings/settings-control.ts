import type { Clock } from '../../domain/calendar/clock.ts';
import type { BarrioRepository } from '../../domain/entity/barrio.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import type { RedrawLogo, SettingsRepository } from '../../domain/entity/settings-repository.ts';
import type { CitizenPreview } from '../contracts/settings.ts';

/** What the console reads and changes the utility with. */
export type SettingsControl = {
  readonly settings: SettingsRepository;
  readonly barrios: BarrioRepository;
  /** The utility as this process serves it; `reload` after each change, so that whoever made it sees it. */
  readonly entity: { readonly profile: () => EntityProfile; readonly reload: () => Promise<void> };
  readonly redrawLogo: RedrawLogo;
  /** Said by the code that tells citizens. */
  readonly previewCitizen: (profile: EntityProfile) => {
    readonly [Part in keyof CitizenPreview]: CitizenPreview[Part] extends string ? string : readonly string[];
  };
  readonly newId: () => string;
  readonly clock: Clock;
};
