import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords, words } from '@/state/words';
import css from './dialog.module.css';

/** A modal dialog: keeps the focus, gives it back, closes by Esc, by its button and by a press outside. */
export function DialogFrame(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** As wide and high as the page lets it be: for what is compared at a glance. */
  readonly full?: boolean;
}) {
  const { say } = useWords();
  return (
    <ModalOverlay
      className={css['overlay'] ?? ''}
      isOpen={props.open}
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className={css[props.full === true ? 'full' : props.wide === true ? 'wide' : 'modal'] ?? ''}>
        <Dialog className={css['dialog'] ?? ''}>
          <div className={css['head']}>
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <button
              type="button"
              data-kind="quiet"
              aria-label={say(words.frame.close)}
              onClick={props.onClose}
            >
              <X size="1rem" aria-hidden="true" />
            </button>
          </div>
          <div className={css['body']} tabIndex={0} role="group" aria-label={props.title}>
            {props.children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
