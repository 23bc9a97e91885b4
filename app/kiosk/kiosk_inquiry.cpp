// The kiosk's part in finding a booking: scans in, questions out to another thread, answers of it
// in.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/kiosk.h"

namespace lobby::kiosk {
namespace {

// A ticket that a guest may not have seen is kept on this kiosk until somebody has.
std::string kept_ticket(port::DeviceStore& store, const Result<device::InquiryAnswer>& answer) {
  const auto* found = answer ? std::get_if<device::FoundBooking>(&*answer) : nullptr;
  if (found == nullptr) {
    return {};
  }
  const Result<std::vector<port::UnseenTicket>> unseen = store.unseen_tickets();
  if (!unseen) {
    return {};
  }
  const auto kept = std::ranges::find(*unseen, found->booking.id, &port::UnseenTicket::id);
  return kept == unseen->end() ? std::string() : kept->ticket_text;
}

}  // namespace

// A scanner is a keyboard that types fast and ends with Enter. True where a scan ended: the Enter
// was the scanner's and touched nothing.
bool Kiosk::hear_scan(const std::vector<ui::Event>& events) {
  bool heard = false;
  for (const ui::Event& event : events) {
    const Duration at = Duration::milliseconds(event.at_ms);
    if (event.kind == ui::EventKind::text) {
      scanner_.typed(event.text, at);
    } else if (event.kind == ui::EventKind::key_down && event.key == ui::Key::enter) {
      if (const std::optional<std::string> scan = scanner_.entered(at)) {
        take(flow::TicketScanned{*scan});
        heard = true;
      }
    }
  }
  return heard;
}

void Kiosk::run(const flow::AskServer& effect) {
  device::Inquiry inquiry = effect.inquiry;
  if (auto* cancel = std::get_if<device::CancelBooking>(&inquiry)) {
    // Asked again after silence it is the same command, which is carried out once.
    const OperationId before = cancel_command_.order.head.id;
    cancel_command_.order.head.id = {};
    if (before.is_nil() || cancel_command_ != *cancel) {
      IdBytes random{};
      parts_.counter.entropy.fill(random);
      cancel->order.head.id = OperationId(uuid_v7(clock_.now(), random));
    } else {
      cancel->order.head.id = before;
    }
    cancel_command_ = *cancel;
  }
  if (!parts_.inquire) {
    take(flow::ServerAnswered{effect.number,
                              fail(ErrorCode::unavailable, "this kiosk has no way to the server")});
    return;
  }
  parts_.inquire({effect.number, std::move(inquiry)});
}

void Kiosk::read_inquiry_news() {
  if (parts_.inquiry_news == nullptr) {
    return;
  }
  for (InquiryNews& news : parts_.inquiry_news->take()) {
    if (!news.answer) {
      parts_.log_error(news.answer.error());
    }
    std::string kept = kept_ticket(parts_.counter.store, news.answer);
    take(flow::ServerAnswered{news.number, std::move(news.answer), std::move(kept)});
  }
}

void Kiosk::run(const flow::EncodeTicket& effect) {
  Result<port::QrModules> qr = parts_.qr.encode(effect.text);
  if (!qr) {
    parts_.log_error(qr.error());  // a scan of another make of code; the ticket shows its words
    return;
  }
  ticket_qr_ = *std::move(qr);
}

}  // namespace lobby::kiosk
