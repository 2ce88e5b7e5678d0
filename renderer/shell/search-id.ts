/** The search field's id, by which Ctrl+K finds it. */
export const SEARCH_ID = 'search';
