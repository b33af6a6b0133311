import type { DemoPart, DemoPqrs } from './demo-part.ts';

const FILE = {
  ...{ id: 'uuid', conversation_id: 'uuid', name: 'text', mime_type: 'text', bytes: 'int', sha256: 'text' },
  ...{ status: 'text', original_key: 'text', prepared_key: 'text', created_at: 'timestamptz' },
};
const ANNEX = { pqrs_id: 'uuid', file_id: 'uuid', position: 'int' };

const ANNEXED_SHARE = 0.08;
const MAX_ANNEXES = 120;

/** Photos and papers of some PQRS, made by the program: small, and of nobody. */
export const demoAnnexes: DemoPart = {
  name: 'annexes',
  fill: async (world, insert) => {
    const { chance } = world;
    const annexed = world.pqrs
      .filter(({ filed }) => filed.conversationId !== null && chance.happens(ANNEXED_SHARE))
      .slice(-MAX_ANNEXES);
    const files = [...world.files];
    const fileIds: string[] = [];
    for (const pqrs of annexed) {
      const kind = chance.happens(0.7) ? 'image/jpeg' : 'application/pdf';
      const id = chance.id();
      const key = toKey(chance.id());
      const kept = await world.keepFile(key, kind, chance);
      fileIds.push(id);
      files.push({
        id,
        ...toFile(pqrs, kind),
        ...kept,
        original_key: key,
        prepared_key: kind === 'image/jpeg' ? key : null,
      });
    }
    await insert('file', FILE, files);
    const annexes = annexed.map(({ filed }, index) => ({
      pqrs_id: filed.id,
      file_id: fileIds[index],
      position: 0,
    }));
    await insert('pqrs_annex', ANNEX, annexes);
  },
};

/** Keys of the store: a shelf, and an id. */
function toKey(id: string): string {
  return `${id.slice(0, 2)}/${id}`;
}

function toFile({ person, filed }: DemoPqrs, kind: string): Readonly<Record<string, unknown>> {
  return {
    ...{
      conversation_id: person?.conversationId,
      mime_type: kind,
      status: 'ready',
      created_at: filed.receivedAt,
    },
    name: kind === 'image/jpeg' ? 'foto.jpg' : 'factura.pdf',
  };
}
