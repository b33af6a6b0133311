import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Icon } from '../frame/icon.tsx';
import { useGo } from '../frame/link.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { ReplyForm } from './reply-form.tsx';
import { useProposeVersion, useStartReply } from './use-replies.ts';

/** Proposes a reply that there is not yet, and goes there. */
export function ProposeReply() {
  const [opened, { open, close }] = useDisclosure(false);
  const go = useGo();
  const start = useStartReply();
  return (
    <>
      <Button leftSection={<Icon name="add" />} onClick={open}>
        {t('console.replies.propose')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('console.replies.propose')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
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
          onClose={close}
        />
      </Modal>
    </>
  );
}

type Props = {
  readonly id: string;
  /** What one begins with: the text of the newest version. */
  readonly text: string;
};

/** Proposes another version of a reply. */
export function ProposeVersion({ id, text }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const propose = useProposeVersion(id);
  return (
    <>
      <Button leftSection={<Icon name="edit" />} onClick={open}>
        {t('console.replies.proposeVersion')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('console.replies.proposeVersion')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <ReplyForm
          isNew={false}
          text={text}
          change={propose}
          onSubmit={(body) =>
            propose.mutate(
              { text: body.text },
              {
                onSuccess: () => {
                  close();
                  notify(t('console.replies.proposed'));
                  // What was pressed is gone: one version waits at a time.
                  document.querySelector('h1')?.focus();
                },
              },
            )
          }
          onClose={close}
        />
      </Modal>
    </>
  );
}
