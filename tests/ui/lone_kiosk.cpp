// Ports of the fakes round the program's kiosk.
#include "tests/ui/lone_kiosk.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/fakes/rig.h"
#include "tests/fakes/store_facts.h"
#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {
namespace {

constexpr std::int32_t lone_units = 400;
constexpr std::int32_t lone_days = 40;

std::vector<protocol::FeedItem> units_of_everything(DeviceId device, UtcTime now) {
  std::vector<protocol::FeedItem> grants;
  const LocalDate first = demo_zone().to_local(now).date;
  for (const catalog::Pool& pool : demo_catalog().pools) {
    for (std::int32_t day = 0; day < lone_days; ++day) {
      for (const inventory::Slot& slot : inventory::slots_on(pool, first.plus_days(day))) {
        protocol::GrantNotice grant = grant_notice(slot, lone_units);
        grant.device = device;
        grant.standing = lone_units;
        grants.emplace_back(grant);
      }
    }
  }
  return grants;
}

}  // namespace

LoneKiosk::LoneKiosk(LoneKioskOptions options)
    : clock_(demo_now().wall),
      identity_(kiosk_identity()),
      store_(std::in_place),
      disk_(*store_, ErrorCode::disk_full) {
  disk_.break_disk(false);
  start_store();
  kiosk::KioskParts parts{
      .counter = {disk_, signer_, hasher_, entropy_, sealer_, identity_},
      .qr = qr_,
      .speech = &speech_,
      .pinyin = options.pinyin,
      .news = news_,
      .texts = load_test_texts(),
      .load_offer =
          [this] {
            return catalog_lost_ ? Result<Offer>(fail(ErrorCode::corrupt, "the catalogue is torn"))
                                 : Result<Offer>(Offer{demo_catalog(), demo_zone()});
          },
      .nudge = [] {},
      .log_error = options.log_error
                       ? std::move(options.log_error)
                       : [](const Error& error) { ADD_FAILURE() << to_string(error); }};
  parts.ring = [this](flow::Bell) { ++rings_; };
  parts.print = std::move(options.print);
  parts.drop_prints = std::move(options.drop_prints);
  parts.print_news = &print_news_;
  parts.inquire = std::move(options.inquire);
  parts.inquiry_news = &inquiry_news_;
  parts.staff = std::move(options.staff);
  kiosk_ = std::make_unique<kiosk::Kiosk>(std::move(parts), clock_);
  driver_ =
      std::make_unique<UiDriver>(UiDriverOptions{.orientation = options.width_px > options.height_px
                                                                    ? ui::Orientation::landscape
                                                                    : ui::Orientation::portrait,
                                                 .width_px = options.width_px,
                                                 .height_px = options.height_px},
                                 [this](ui::Frame& frame) { kiosk_->draw(frame); });
  settle();
}

void LoneKiosk::start_store() {
  store_.emplace();  // where the one before was: the disk goes on
  if (!store_->save_identity(identity_) ||
      !store_->apply_feed(page(1, units_of_everything(identity_.device, clock_.now())))) {
    throw std::runtime_error("the store in memory takes no identity or no units");
  }
}

void LoneKiosk::catch_up() {
  kiosk_->read_mail();
  if (const auto due = kiosk_->tick_at(); due && clock_.boot_time() >= *due) {
    kiosk_->tick();
  }
}

void LoneKiosk::settle() {
  catch_up();
  draw_until_still(*kiosk_, *driver_);
}

void LoneKiosk::key(std::string_view name) {
  driver_->key(name);
  settle();
}

}  // namespace lobby::tests
