import { accountScreens } from './account/screens.ts';
import { auditScreens } from './audit/screens.ts';
import { channelsScreens } from './channels/screens.ts';
import { handoffScreens } from './handoff/screens.ts';
import { peopleScreens } from './people/screens.ts';
import { pqrsScreens } from './pqrs/screens.ts';
import { repliesScreens } from './replies/screens.ts';
import type { Screen } from './screen.ts';
import { settingsScreens } from './settings/screens.ts';
import { signInScreens } from './sign-in/screens.ts';
import { staffScreens } from './staff/screens.ts';
import { teamsScreens } from './teams/screens.ts';

/** Every screen of the console: a feature adds its own with one line. */
export const screens: readonly Screen[] = [
  ...pqrsScreens,
  ...handoffScreens,
  ...repliesScreens,
  ...teamsScreens,
  ...peopleScreens,
  ...channelsScreens,
  ...settingsScreens,
  ...auditScreens,
  ...staffScreens,
  ...accountScreens,
  ...signInScreens,
];
