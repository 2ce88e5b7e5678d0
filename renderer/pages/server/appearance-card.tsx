import { Card } from '../../parts/card.tsx';
import { SegmentedChoice } from '../../parts/segmented-choice.tsx';
import { changeAppearance, CONTRASTS, THEMES, useAppearance } from '../../state/appearance.ts';
import { chooseLanguage, chosenLanguage } from '../../state/choose-language.ts';
import { appearanceText } from '../../text/en/appearance.ts';
import { isLanguage, LANGUAGES } from '../../text/language.ts';

const words = appearanceText;

/** How the window looks and which language it speaks; kept by the window, so there is nothing to save or to undo. */
export function AppearanceCard() {
  const { theme, contrast } = useAppearance();
  return (
    <Card title={words.title} place="appearance">
      <p className="card-lead">{words.lead}</p>
      <div className="card-body appearance">
        <SegmentedChoice
          label={words.theme}
          chosen={theme}
          choices={THEMES.map((value) => ({ value, label: words.themes[value] }))}
          onChoose={(next) => {
            changeAppearance({ theme: next });
          }}
        />
        <SegmentedChoice
          label={words.contrast}
          chosen={contrast}
          choices={CONTRASTS.map((value) => ({ value, label: words.contrasts[value] }))}
          onChoose={(next) => {
            changeAppearance({ contrast: next });
          }}
        />
        <LanguageChoice />
      </div>
    </Card>
  );
}

function LanguageChoice() {
  return (
    <div className="field">
      <label className="field-label" htmlFor="language">
        {words.language}
      </label>
      <select
        id="language"
        className="field-input"
        aria-describedby="language-help"
        value={chosenLanguage() ?? ''}
        onChange={({ target }) => {
          chooseLanguage(isLanguage(target.value) ? target.value : null);
        }}
      >
        <option value="">{words.languageSystem}</option>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
      <span id="language-help" className="field-help">
        {words.languageHelp}
      </span>
    </div>
  );
}
