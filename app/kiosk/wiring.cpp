// Which port of the kiosk is which part of the station.
#include "app/kiosk/wiring.h"

#include "app/common/screen_loop.h"
#include "platform/ime/pinyin.h"
#include "platform/speech/voice.h"

namespace lobby::kiosk {

KioskParts parts_of(DeviceStation& station, port::QrWriter& qr, ui::TextCatalog texts,
                    port::Speech* speech) {
  return {
      .counter = {station.store(), station.signer(), station.hasher(), station.entropy(),
                  station.sealer(), station.identity()},
      .qr = qr,
      .speech = speech,
      .news = station.news(),
      .texts = std::move(texts),
      .load_offer = [&station] { return station.load_offer(); },
      .nudge = [&station] { station.nudge(); },
      .log_error =
          [&station](const Error& error) { station.log().error("kiosk", to_string(error)); },
  };
}

Result<std::unique_ptr<port::InputMethod>> open_pinyin(const std::filesystem::path& assets) {
  Result<std::unique_ptr<ime::Pinyin>> opened = ime::Pinyin::open({.schemas = assets / "ime"});
  if (!opened) {
    return opened.error();
  }
  return std::unique_ptr<port::InputMethod>(*std::move(opened));
}

InquiryDesk::InquiryDesk(DeviceStation& station)
    : worker({.open = [&station] { return station.open_transport(); },
              .news = news,
              .on_news = &ScreenLoop::wake}) {}

std::unique_ptr<InquiryDesk> open_inquiry_desk(DeviceStation& station, KioskParts& parts) {
  auto desk = std::make_unique<InquiryDesk>(station);
  parts.inquire = [desk = desk.get()](InquiryOrder order) { desk->worker.ask(std::move(order)); };
  parts.inquiry_news = &desk->news;
  return desk;
}

std::unique_ptr<port::Speech> open_voice(DeviceStation& station) {
  return std::make_unique<speech::Voice>(speech::VoiceOptions{
      .on_change = &ScreenLoop::wake,
      .on_fault = [&station](const std::string& why) { station.log().warning("speech", why); }});
}

}  // namespace lobby::kiosk
