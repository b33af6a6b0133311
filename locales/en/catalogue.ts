import { admin } from './admin.ts';
import { backup } from './backup.ts';
import { care } from './care.ts';
import { channels } from './channels.ts';
import { consoleWords } from './console.ts';
import { consoleAudit } from './console-audit.ts';
import { consoleAuditFields } from './console-audit-fields.ts';
import { consoleBarrios } from './console-barrios.ts';
import { consoleFrame } from './console-frame.ts';
import { consoleHandoff } from './console-handoff.ts';
import { consoleIntake } from './console-intake.ts';
import { consoleLists } from './console-lists.ts';
import { consoleReplies } from './console-replies.ts';
import { consoleSettings } from './console-settings.ts';
import { consoleSignIn } from './console-sign-in.ts';
import { consoleStaff } from './console-staff.ts';
import { consoleTeams } from './console-teams.ts';
import { continuation } from './continuation.ts';
import { conversation } from './conversation.ts';
import { errors } from './errors.ts';
import { files } from './files.ts';
import { filingForm } from './filing-form.ts';
import { information } from './information.ts';
import { kiosk } from './kiosk.ts';
import { pqrs } from './pqrs.ts';
import { privacy } from './privacy.ts';
import { publicPages } from './public-pages.ts';
import { sending } from './sending.ts';
import { status } from './status.ts';
import { survey } from './survey.ts';
import { terminal } from './terminal.ts';
import { topics } from './topics.ts';
import { turn } from './turn.ts';
import { web } from './web.ts';
import { webExtras } from './web-extras.ts';
import { whatsapp } from './whatsapp.ts';

/** Every sentence in English. A missing key does not compile. */
export const en = {
  ...admin,
  ...web,
  ...turn,
  ...terminal,
  ...consoleWords,
  ...consoleAudit,
  ...consoleAuditFields,
  ...consoleBarrios,
  ...consoleSettings,
  ...consoleFrame,
  ...consoleHandoff,
  ...consoleIntake,
  ...consoleLists,
  ...consoleReplies,
  ...consoleSignIn,
  ...consoleStaff,
  ...consoleTeams,
  ...backup,
  ...care,
  ...channels,
  ...continuation,
  ...conversation,
  ...errors,
  ...files,
  ...filingForm,
  ...information,
  ...kiosk,
  ...pqrs,
  ...privacy,
  ...publicPages,
  ...sending,
  ...status,
  ...survey,
  ...topics,
  ...webExtras,
  ...whatsapp,
} as const;
