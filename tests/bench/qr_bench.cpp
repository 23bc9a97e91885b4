// How long a ticket's QR code takes to draw and a picture of it to read. The limit is the bare call
// of libqrencode on the same text at the same level.
#include <string>

#include <benchmark/benchmark.h>
#include <qrencode.h>

#include "core/base/check.h"
#include "platform/qr/reader.h"
#include "platform/qr/writer.h"

namespace lobby::bench {
namespace {

// As long as a ticket at the demo hotel: 97 bytes in Base32 behind the host.
std::string ticket_like() {
  std::string text = "HTTPS://YUNTING.EXAMPLE/T/";
  for (unsigned index = 0; index < 156; ++index) {
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[index * 7 % 32];
  }
  return text;
}

void qr_encode(benchmark::State& state) {
  const std::string text = ticket_like();
  qr::Writer writer;
  for (auto _ : state) {
    benchmark::DoNotOptimize(writer.encode(text));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(qr_encode)->Name("qr_encode/ours");

void raw_encode(benchmark::State& state) {
  const std::string text = ticket_like();
  for (auto _ : state) {
    QRinput* input = QRinput_new2(0, QR_ECLEVEL_M);
    QRinput_append(input, QR_MODE_AN, static_cast<int>(text.size()),
                   reinterpret_cast<const unsigned char*>(text.data()));
    QRcode* code = QRcode_encodeInput(input);
    CHECK(code != nullptr);
    benchmark::DoNotOptimize(code->data);
    QRcode_free(code);
    QRinput_free(input);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(raw_encode)->Name("qr_encode/limit");

void qr_decode(benchmark::State& state) {
  constexpr std::size_t width = 1280;
  constexpr std::size_t height = 720;
  constexpr std::size_t scale = 8;
  constexpr std::size_t left = 300;
  constexpr std::size_t top = 100;
  const port::QrModules modules = *qr::Writer().encode(ticket_like());
  port::GreyImage image{width, height, std::vector<std::uint8_t>(width * height, 230)};
  for (std::size_t y = 0; y < modules.width * scale; ++y) {
    for (std::size_t x = 0; x < modules.width * scale; ++x) {
      if (modules.at(x / scale, y / scale)) {
        image.pixels[(top + y) * width + left + x] = 30;
      }
    }
  }
  qr::Reader reader;
  for (auto _ : state) {
    CHECK(reader.decode(image).ok());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(qr_decode)->Name("qr_decode_1280x720/ours")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lobby::bench
