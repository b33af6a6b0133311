import { admin } from './admin.ts';
import { care } from './care.ts';
import { channels } from './channels.ts';
import { consoleWords } from './console.ts';
import { conversation } from './conversation.ts';
import { errors } from './errors.ts';
import { files } from './files.ts';
import { information } from './information.ts';
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
import { whatsapp } from './whatsapp.ts';

/** Every sentence in Spanish of Colombia: the typed source of the keys and of their parameters. */
export const esCo = {
  ...admin,
  ...web,
  ...turn,
  ...terminal,
  ...consoleWords,
  ...care,
  ...channels,
  ...conversation,
  ...errors,
  ...files,
  ...information,
  ...pqrs,
  ...privacy,
  ...publicPages,
  ...sending,
  ...status,
  ...survey,
  ...topics,
  ...whatsapp,
} as const;
