// A kiosk without a window, and guests who book, walk away, or wait for units that are scarce.
#include "app/common/text_loader.h"
#include "app/kiosk/wiring.h"
#include "platform/qr/writer.h"
#include "tests/fakes/rig.h"
#include "tests/fault/run_device.h"

namespace lobby::fault {
namespace {

using flow::KioskScreen;

constexpr std::int64_t days_ahead_max = 5;

// One step of whoever stands before the kiosk.
class Guests {
 public:
  Guests(kiosk::Kiosk& kiosk, sim::Random& random, std::filesystem::path journal)
      : kiosk_(kiosk), random_(random), journal_(std::move(journal)) {}

  void step() {
    kiosk_.read_mail();
    if (const auto due = kiosk_.tick_at(); due && kiosk_.now().boot >= *due) {
      kiosk_.tick();
    }
    if (random_.one_in(3)) {
      return;  // reads
    }
    if (random_.one_in(60)) {
      kiosk_.take(flow::StartOverConfirmed{});
      return;
    }
    touch();
  }

 private:
  void touch() {
    switch (kiosk_.state().screen) {
      case KioskScreen::out_of_service:
        return;
      case KioskScreen::attract:
        kiosk_.take(flow::StartTouched{});
        return;
      case KioskScreen::services:
        choose_service();
        return;
      case KioskScreen::options:
        choose_options();
        return;
      case KioskScreen::details:
        fill_details();
        return;
      case KioskScreen::review:
        confirm();
        return;
      case KioskScreen::ticket:
      case KioskScreen::request:
        kiosk_.take(flow::NextTouched{});
        return;
      case KioskScreen::find:
      case KioskScreen::my_booking:
      case KioskScreen::cancel:
      case KioskScreen::cancelled:
      case KioskScreen::maintenance:
        return;  // no guest of this run goes there
    }
  }
  void choose_service() {
    const auto& services = kiosk_.catalog().services;
    const catalog::Service& service = random_.any(services);
    kiosk_.take(flow::CategoryChosen{service.category});
    kiosk_.take(flow::ServiceChosen{service.id});
    kiosk_.take(flow::NextTouched{});
  }
  void choose_options() {
    const catalog::Service* service = kiosk_.catalog().service(kiosk_.state().selection.service);
    if (service == nullptr) {
      return;
    }
    const LocalDate today = kiosk_.zone().to_local(kiosk_.now().wall).date;
    const auto days = static_cast<std::int32_t>(random_.between(0, days_ahead_max));
    kiosk_.take(flow::DateChosen{today.plus_days(days)});
    kiosk_.take(flow::NightsChanged{static_cast<std::int32_t>(random_.between(0, 2))});
    if (!service->blocks.empty()) {
      kiosk_.take(flow::BlockToggled{random_.any(service->blocks).start_minute});
    }
    kiosk_.take(flow::NextTouched{});
    if (kiosk_.state().screen == KioskScreen::options && random_.one_in(4)) {
      kiosk_.take(flow::BackTouched{});
    }
  }
  void fill_details() {
    if (kiosk_.state().phone.empty()) {
      kiosk_.take(flow::FieldFocused{flow::FieldId::phone});
      kiosk_.take(flow::KeyTyped{"13800005678"});
    }
    if (kiosk_.state().name.empty()) {
      kiosk_.take(flow::FieldFocused{flow::FieldId::name});
      kiosk_.take(flow::KeyTyped{"Lin Yi"});
    }
    if (!kiosk_.state().data_consent) {
      kiosk_.take(flow::DataConsentToggled{});
    }
    kiosk_.take(flow::NextTouched{});
  }
  void confirm() {
    if (!kiosk_.state().terms_consent) {
      kiosk_.take(flow::TermsConsentToggled{});
    }
    kiosk_.take(flow::NextTouched{});
    if (kiosk_.state().issued) {
      write_line(journal_, kiosk_.state().issued->ticket_text);
    }
  }

  kiosk::Kiosk& kiosk_;
  sim::Random& random_;
  const std::filesystem::path journal_;
};

// Staff print what guests may not have seen when the program ended.
void reprint(port::DeviceStore& store, const std::filesystem::path& journal) {
  const auto unseen = store.unseen_tickets();
  if (!unseen) {
    return;
  }
  for (const port::UnseenTicket& ticket : *unseen) {
    write_line(journal, ticket.ticket_text);
    (void)store.mark_ticket_seen(ticket.id);
  }
}

}  // namespace

int run_kiosk(const ChildOrder& order) {
  FaultyDevice device(order);
  const std::filesystem::path journal = journal_of(order.data);
  reprint(device.station().store(), journal);
  if (order.mode == Mode::drain) {
    device.run([] {}, [&] { return device.met_server(); });
    return 0;
  }
  auto texts = load_texts(tests::built_assets());
  if (!texts) {
    return 2;
  }
  qr::Writer qr;
  kiosk::KioskParts parts = kiosk::parts_of(device.station(), qr, *std::move(texts));
  parts.log_error = [](const Error&) {};  // a failing disk is no news here
  kiosk::Kiosk kiosk(std::move(parts), device.station().clock());
  Guests guests(kiosk, device.random(), journal);
  device.run([&] { guests.step(); }, [] { return false; });
  return 0;
}

}  // namespace lobby::fault
