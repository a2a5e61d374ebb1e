import { t } from "/base/text.js";

/** What the picker says. */
export const words = () => ({
  categoriesLabel: t("Categories"),
  emojiUnsupportedMessage: t("This browser shows no emoji in colour."),
  favoritesLabel: t("Often used"),
  loadingMessage: t("Loading…"),
  networkErrorMessage: t("The emoji could not be loaded."),
  regionLabel: t("Emoji"),
  searchDescription: t("Up and down choose among what was found, Enter takes it."),
  searchLabel: t("Search"),
  searchResultsLabel: t("Found"),
  skinToneDescription: t("Up and down choose a skin tone, Enter takes it."),
  skinToneLabel: t("Choose a skin tone (now {0})", "{skinTone}"),
  skinTonesLabel: t("Skin tones"),
  skinTones: [t("No skin tone"), t("Light skin"), t("Medium-light skin"), t("Medium skin"), t("Medium-dark skin"), t("Dark skin")],
  categories: {
    custom: t("Others"),
    "smileys-emotion": t("Smileys and feelings"),
    "people-body": t("People and body"),
    "animals-nature": t("Animals and nature"),
    "food-drink": t("Food and drink"),
    "travel-places": t("Travel and places"),
    activities: t("Activities"),
    objects: t("Objects"),
    symbols: t("Symbols"),
    flags: t("Flags"),
  },
});
