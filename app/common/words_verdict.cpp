// What a desk says about a scan: one word, and the sentence under it that tells why. Short: the
// word stands 300 px high, the sentence is read from behind a counter. UI thread.
#include "app/common/words.h"

namespace lobby::words {

namespace {

using ticket::VerdictKind;
using ui::TextCatalog;

}  // namespace

std::string verdict_word(const TextCatalog& texts, VerdictKind kind) {
  return std::string(kind == VerdictKind::admit ? texts.tr("Admit") : texts.tr("Refuse"));
}

std::string verdict_reason(const TextCatalog& texts, VerdictKind kind) {
  const auto reason = [&]() -> std::string_view {
    switch (kind) {
      case VerdictKind::unreadable:
        return texts.tr("This is not one of our tickets");
      case VerdictKind::wrong_site:
        return texts.tr("A ticket of another hotel");
      case VerdictKind::unknown_key:
        return texts.tr("Signed by a machine not known here");
      case VerdictKind::bad_signature:
        return texts.tr("This ticket has been changed");
      case VerdictKind::revoked_key:
        return texts.tr("Signed by a machine taken out of use");
      case VerdictKind::cancelled:
        return texts.tr("This booking was cancelled");
      case VerdictKind::request_only:
        return texts.tr("Only a request, not confirmed");
      case VerdictKind::already_admitted:
        return texts.tr("This ticket was used before");
      case VerdictKind::wrong_day_early:
        return texts.tr("Not valid yet");
      case VerdictKind::wrong_day_late:
        return texts.tr("No longer valid");
      case VerdictKind::admit:
        return texts.tr("The ticket is valid");
    }
    return {};
  };
  return std::string(reason());
}

}  // namespace lobby::words
