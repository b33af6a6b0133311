import { createHash } from 'node:crypto';
import type { IntakeSource } from '../../backoffice/pqrs/intake-desk.ts';
import { isHealthMatter } from '../../dialogs/health/is-health-matter.ts';
import { AVISO_VERSION, avisoText } from '../../dialogs/privacy/aviso.ts';
import { createGazetteer } from '../../dialogs/understanding/gazetteer.ts';
import { newVerificationCode } from '../../domain/pqrs/verification.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { Database } from '../../prisma/database.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createIntakes } from '../../prisma/repositories/intake.ts';
import { createIntakeReader } from '../../prisma/repositories/intake-reader.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { Files } from '../files.ts';
import type { Inbox } from '../inbox.ts';
import type { Keys } from '../secret.ts';

type Dependencies = {
  readonly database: Pick<Database, 'pool' | 'run' | 'within' | 'prisma'>;
  readonly keys: Keys;
  readonly entity: Pick<LiveEntity, 'profile' | 'barrios'>;
  readonly inbox: Pick<Inbox, 'openConversation'>;
  readonly files: Pick<Files, 'keep'>;
  readonly newId: () => string;
  readonly publicUrl: string;
};

/** PQRS that colleagues begin: into the same series, under the same kind of code and with the same files as the others. */
export function composeIntake(deps: Dependencies): IntakeSource {
  const { database, keys, entity, inbox, files, newId, publicUrl } = deps;
  const own = keys.hmac('pqrs-intake');
  const verification = keys.hmac('verification');
  return {
    intakes: createIntakes({ database, newId }),
    reader: createIntakeReader(database.prisma, createContentCodec(keys.sealer)),
    openHome: async (intakeId) =>
      (await inbox.openConversation({ channel: 'console', address: intakeId })).id,
    keepFile: files.keep,
    codeOf: (intakeId) => {
      let draw = 0;
      return newVerificationCode((count) => {
        draw += 1;
        return own(`code ${intakeId} ${draw}`).subarray(0, count);
      });
    },
    codeHmac: (data) => verification(data).toString('hex'),
    digestOf: (answers) => own(`answers ${answers}`).toString('base64url'),
    aviso: () => avisoOf(entity),
    isHealthMatter,
    findBarrio: (words) => findBarrio(entity, words),
    entity: entity.profile,
    newId,
    publicUrl,
  };
}

/** The words that a colleague reads out or has signed are those that the assistant shows. */
function avisoOf({ profile }: Dependencies['entity']): ReturnType<IntakeSource['aviso']> {
  const words = avisoText({ t: createTranslate('es-CO'), world: { entity: profile } });
  return { textVersion: AVISO_VERSION, textHash: createHash('sha256').update(words).digest('hex') };
}

function findBarrio({ barrios }: Dependencies['entity'], words: string) {
  const match = createGazetteer(barrios()).find(words);
  return match.kind === 'found'
    ? { barrioId: match.barrio.id, barrioText: null }
    : { barrioId: null, barrioText: words };
}
