import { outboundRouteSchema, type OutboundRoute } from '../../../server/contract/settings.ts';
import { Choice } from '../../parts/choice.tsx';
import { EditorDialog } from '../../parts/editor-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import type { Editor } from '../../state/use-editor.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { SmartHostFields } from './smart-host-fields.tsx';
import { enteredSmartHost, smartHostFormSchema } from './smart-host-form.ts';
import { routeName, useRoutes } from './use-routes.ts';

const words = outgoingText.routes;
const MATCHES = ['recipient', 'sender'] as const;
const { match, domain } = outboundRouteSchema.shape;
/** Flat, as the form is: each field has the name under which it is refused. */
const routeFormSchema = smartHostFormSchema.extend({ match, domain });

interface Props {
  readonly editor: Editor<OutboundRoute>;
  readonly routes: readonly OutboundRoute[];
}

/** Adds or changes the way of one domain. */
export function RouteDialog({ editor, routes }: Props) {
  const { save } = useRoutes(routes);
  return (
    <EditorDialog
      editor={editor}
      titles={words}
      onSubmit={async (values, existing) => {
        const entered = enteredSmartHost(values, existing?.smartHost ?? null);
        if (entered.kind === 'refused') return entered;
        const others = routes.filter((route) => route !== existing);
        const written = { match: textOf(values, 'match'), domain: textOf(values, 'domain') };
        return sendForm(
          routeFormSchema.refine((route) => !others.some((other) => routeName(other) === routeName(route)), {
            path: ['domain'],
            message: words.duplicate,
          }),
          { ...entered.smartHost, ...written },
          ({ match: matched, domain: named, ...smartHost }) =>
            save({ match: matched, domain: named, smartHost }, existing),
        );
      }}
    >
      {(existing) => (
        <>
          <div className="field-pair field-halves">
            <Choice
              name="match"
              label={words.match}
              initial={existing?.match ?? 'recipient'}
              choices={MATCHES.map((value) => ({ value, label: words.matches[value] }))}
            />
            <Field name="domain" label={words.domain} initial={existing?.domain} isRequired autoFocus />
          </div>
          <SmartHostFields existing={existing?.smartHost ?? null} />
        </>
      )}
    </EditorDialog>
  );
}
