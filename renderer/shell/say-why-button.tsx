import { MessageSquare } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { DialogButton } from '../parts/dialog-button.tsx';
import { text } from '../text/en.ts';

const WhyDialog = lazy(async () => ({
  default: (await import('../pages/changes/why-dialog.tsx')).WhyDialog,
}));

/** Says why the last change was made, while whoever made it still knows. */
export function SayWhyButton({ id }: { readonly id: number }) {
  return (
    <DialogButton
      look="link"
      icon={MessageSquare}
      dialog={(onClose) => (
        <Suspense>
          <WhyDialog id={id} reason="" onClose={onClose} />
        </Suspense>
      )}
    >
      {text.shell.sayWhy}
    </DialogButton>
  );
}
