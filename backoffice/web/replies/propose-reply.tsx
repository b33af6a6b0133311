import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useGo } from '../frame/link.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { ReplyForm } from './reply-form.tsx';
import { useProposeVersion, useStartReply } from './use-replies.ts';

/** Proposes a reply that there is not yet, and goes there. */
export function ProposeReply() {
  const dialog = useDisclosure(false);
  const go = useGo();
  const start = useStartReply();
  return (
    <Proposal icon="add" words={t('console.replies.propose')} dialog={dialog}>
      <ReplyForm
        isNew
        text=""
        change={start}
        onSubmit={(body) =>
          start.mutate(body, {
            onSuccess: ({ id }) => {
              notify(t('console.replies.proposed'));
              go(`/respuestas/${id}`);
            },
          })
        }
        onClose={dialog[1].close}
      />
    </Proposal>
  );
}

type Props = {
  readonly id: string;
  /** What one begins with: the text of the newest version. */
  readonly text: string;
};

/** Proposes another version of a reply. */
export function ProposeVersion({ id, text }: Props) {
  const dialog = useDisclosure(false);
  const propose = useProposeVersion(id);
  return (
    <Proposal icon="edit" words={t('console.replies.proposeVersion')} dialog={dialog}>
      <ReplyForm
        isNew={false}
        text={text}
        change={propose}
        onSubmit={(body) =>
          propose.mutate(
            { text: body.text },
            {
              onSuccess: () => {
                dialog[1].close();
                notify(t('console.replies.proposed'));
                // What was pressed is gone: one version waits at a time.
                document.querySelector('h1')?.focus();
              },
            },
          )
        }
        onClose={dialog[1].close}
      />
    </Proposal>
  );
}

type ProposalProps = {
  readonly icon: 'add' | 'edit';
  readonly words: string;
  readonly dialog: ReturnType<typeof useDisclosure>;
  readonly children: ReactNode;
};

/** The button, and the dialog that it opens. */
function Proposal({ icon, words, dialog: [opened, { open, close }], children }: ProposalProps) {
  return (
    <>
      <Button leftSection={<Icon name={icon} />} onClick={open}>
        {words}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={words}
        size="lg"
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        {children}
      </Modal>
    </>
  );
}
