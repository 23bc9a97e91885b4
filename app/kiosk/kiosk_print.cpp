// The kiosk's part in printing: a letter in the guest's language out, news of it in.
#include <utility>

#include "app/common/letter_words.h"
#include "app/kiosk/kiosk.h"

namespace lobby::kiosk {
namespace {

Error printing_error(const PrintNews& news) {
  std::string detail = "printer";
  if (news.fault) {
    detail += ": " + std::string(name_of(*news.fault));
  }
  if (!news.note.empty()) {
    detail += ": " + news.note;
  }
  if (news.fault) {
    detail += "; mend it, then print what lobby-kiosk tickets lists";
  }
  return fail(ErrorCode::unavailable, std::move(detail));
}

}  // namespace

void Kiosk::run(const flow::PrintTicket& effect) {
  CHECK(state_.issued.has_value());  // only an issued ticket is printed
  if (!parts_.print || !ticket_qr_) {
    take(
        flow::PrintProgress{effect.number, flow::PrintStage::failed, port::PrintFault::no_printer});
    return;
  }
  parts_.print({effect.number, effect.booking,
                words::letter_of(parts_.texts, {.booking = state_.issued->booking,
                                                .catalog = offer_.catalog,
                                                .zone = offer_.zone,
                                                .now = now().wall,
                                                .qr = *ticket_qr_,
                                                .language = state_.language})});
}

void Kiosk::run(const flow::PrintsDropped& effect) {
  if (parts_.drop_prints) {
    parts_.drop_prints(effect);
  }
}

void Kiosk::read_print_news() {
  if (parts_.print_news == nullptr) {
    return;
  }
  for (const PrintNews& news : parts_.print_news->take()) {
    if (news.fault || !news.note.empty()) {
      parts_.log_error(printing_error(news));
    }
    if (news.number == 0) {
      continue;
    }
    if (news.booking == BookingId{}) {  // the test page
      take(flow::StaffTold{flow::TestPrintTold{news.stage, news.fault}});
      continue;
    }
    if (news.stage == flow::PrintStage::done) {
      // Also of a guest who left while it printed.
      if (Status seen = parts_.counter.store.mark_ticket_seen(news.booking); !seen) {
        parts_.log_error(seen.error());
      }
    }
    take(flow::PrintProgress{news.number, news.stage, news.fault});
  }
}

}  // namespace lobby::kiosk
