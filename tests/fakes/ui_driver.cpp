// UiDriver over the real window, host and session; only the video driver is SDL's dummy and the
// clock can be moved. UI thread.
#include "tests/fakes/ui_driver.h"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "app/ui/session.h"
#include "platform/imgui/host.h"
#include "platform/sdl/inject.h"
#include "platform/sdl/window.h"
#include "platform/text/mo_catalog.h"

namespace lobby::tests {

namespace {

// Programs lie in <build>/bin, what the build made of assets/ in <build>/assets.
std::filesystem::path assets_folder() {
  if (const char* given = std::getenv("LOBBY_ASSETS")) return given;
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "assets";
}

// The window with a clock that a test can advance.
class DriverWindow {
 public:
  explicit DriverWindow(sdl::Window window) : window_(std::move(window)) {}
  auto wait(std::int64_t) { return window_.wait(0); }
  std::int64_t now_ms() const { return now_ms_; }
  void advance_ms(std::int64_t by_ms) { now_ms_ += by_ms; }
  int width_px() const { return window_.width_px(); }
  int height_px() const { return window_.height_px(); }
  void forget_events() { window_.forget_events(); }
  void clear() { window_.clear(); }
  void present() { window_.present(); }
  sdl::Window& real() { return window_; }

 private:
  sdl::Window window_;
  std::int64_t now_ms_ = 1'000;
};

sdl::Window open_window(const UiDriverOptions& options) {
  setenv("SDL_VIDEODRIVER", "dummy", 0);
  setenv("SDL_AUDIODRIVER", "dummy", 0);
  const ui::Size canvas = ui::canvas_size(options.orientation);
  sdl::WindowOptions window;
  window.width_px = options.width_px > 0 ? options.width_px : static_cast<int>(canvas.w);
  window.height_px = options.height_px > 0 ? options.height_px : static_cast<int>(canvas.h);
  window.software = true;
  Result<sdl::Window> opened = sdl::Window::open(window);
  if (!opened) throw std::runtime_error(to_string(opened.error()));
  return std::move(opened).value();
}

std::unique_ptr<imgui::Host> open_host(sdl::Window& window) {
  imgui::HostOptions options;
  options.renderer = window.renderer();
  options.shadow_radius_px = ui::shadow_radius_px;
  options.shadow_margin_px = ui::shadow_margin_px;
  options.shadow_texture_px = ui::shadow_texture_px;
  options.load_picture = [](std::string_view name) -> Result<imgui::LoadedPicture> {
    // Decoded once: every driver of a suite and every guest of a monkey asks for the same few.
    static std::map<std::string, image::Pixels, std::less<>> decoded;
    if (const auto known = decoded.find(name); known != decoded.end()) {
      const image::Pixels& pixels = known->second;
      return imgui::LoadedPicture{pixels.width_px, pixels.height_px, pixels.rgba};
    }
    const auto path = assets_folder() / "site" / "pictures" / (std::string(name) + ".png");
    Result<image::Pixels> pixels = image::read_png(path);
    if (!pixels) return pixels.error();
    decoded.emplace(name, *pixels);
    return imgui::LoadedPicture{pixels->width_px, pixels->height_px, std::move(pixels->rgba)};
  };
  Result<std::unique_ptr<imgui::Host>> host = imgui::Host::open(std::move(options));
  if (!host) throw std::runtime_error(to_string(host.error()));
  return std::move(host).value();
}

ui::Theme theme_of(ui::Colour brand, const ui::AccessSettings& access) {
  Result<ui::Theme> theme = ui::make_theme(brand, access);
  if (!theme) throw std::runtime_error(to_string(theme.error()));
  return *theme;
}

ui::PluralRule plural_rule(int number) {
  if (number == 0) return ui::PluralRule::one_form;
  return number == 2 ? ui::PluralRule::more_than_one : ui::PluralRule::not_one;
}

}  // namespace

ui::TextCatalog load_test_texts() {
  ui::TextCatalog catalog;
  const auto folder = assets_folder() / "text";
  if (!std::filesystem::exists(folder)) {
    throw std::runtime_error(folder.string() + " is missing: build the target lobby_assets");
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto path = entry.path() / "LC_MESSAGES" / "lobby.mo";
    Result<text::MoCatalog> read = text::read_mo(path);
    if (!read) throw std::runtime_error(to_string(read.error()));
    catalog.add(
        {entry.path().filename().string(), plural_rule(read->plural_rule), std::move(read->forms)});
  }
  return catalog;
}

std::string list_findings(const std::vector<ui::Finding>& findings) {
  std::string result;
  for (const ui::Finding& finding : findings) result += to_string(finding) + "\n";
  return result;
}

struct UiDriver::Parts {
  Parts(const UiDriverOptions& given, Draw draw_screen)
      : options(given),
        draw(std::move(draw_screen)),
        window(open_window(given)),
        host(open_host(window.real())),
        session(window, *host),
        texts(load_test_texts()),
        theme(theme_of(given.brand, given.access)) {}

  ui::Point window_point(ui::Point canvas) const { return ui::to_window(session.fit(), canvas); }
  void finger(sdl::PointerAct act, ui::Point canvas) {
    const ui::Point at = window_point(canvas);
    sdl::push_finger(act, at.x, at.y, window.width_px(), window.height_px());
  }

  UiDriverOptions options;
  Draw draw;
  DriverWindow window;
  std::unique_ptr<imgui::Host> host;
  ui::Session<DriverWindow, imgui::Host> session;
  ui::TextCatalog texts;
  ui::Theme theme;
};

UiDriver::UiDriver(const UiDriverOptions& options, Draw draw)
    : parts_(std::make_unique<Parts>(options, std::move(draw))) {
  select_language(options.language);
  settle();
}

UiDriver::~UiDriver() = default;

void UiDriver::run_frame() {
  parts_->session.invalidate();
  parts_->session.turn(parts_->theme, parts_->texts, parts_->draw, 0);
}

void UiDriver::settle(int frames_max) {
  for (int frame = 0; frame < frames_max; ++frame) {
    const auto turn = parts_->session.turn(parts_->theme, parts_->texts, parts_->draw, 0);
    if (turn.quit) throw std::runtime_error("the window was asked to close");
    if (parts_->session.still()) return;
    if (parts_->session.interaction().has_pending()) --frame;  // input is never left behind
  }
}

const std::vector<ui::Node>& UiDriver::nodes() const {
  return parts_->session.drawn().nodes;
}
const ui::Drawn& UiDriver::drawn() const {
  return parts_->session.drawn();
}
std::int64_t UiDriver::frames_drawn() const {
  return parts_->session.frames_drawn();
}

std::string UiDriver::list_nodes() const {
  std::string list;
  for (const ui::Node& node : nodes()) {
    if (node.covered) continue;
    list += "  " + std::string(name_of(node.role)) + " \"" + node.label + "\"";
    if (!node.value.empty()) list += " = \"" + node.value + "\"";
    if (node.state.disabled) list += " (off)";
    if (node.state.selected) list += " (selected)";
    list += "\n";
  }
  return list;
}

namespace {

const ui::Node* match(const std::vector<ui::Node>& nodes, ui::Role role, std::string_view label) {
  const auto first = [&](auto accepts) -> const ui::Node* {
    for (const ui::Node& node : nodes) {
      if (!node.covered && node.role == role && accepts(node.label)) return &node;
    }
    return nullptr;
  };
  if (const auto* node = first([&](const std::string& own) { return own == label; })) return node;
  if (const auto* node = first([&](const std::string& own) { return own.starts_with(label); })) {
    return node;
  }
  return first([&](const std::string& own) { return own.find(label) != std::string::npos; });
}

}  // namespace

const ui::Node& UiDriver::find(ui::Role role, std::string_view label) const {
  if (const ui::Node* node = match(nodes(), role, label)) return *node;
  throw std::runtime_error("no " + std::string(name_of(role)) + " \"" + std::string(label) +
                           "\" on this screen; there are:\n" + list_nodes());
}

bool UiDriver::has(ui::Role role, std::string_view label) const {
  return match(nodes(), role, label) != nullptr;
}

bool UiDriver::has_text(std::string_view text) const {
  for (const ui::TextRecord& record : drawn().texts) {
    if (!record.covered && record.text.find(text) != std::string::npos) return true;
  }
  return false;
}

void UiDriver::tap(ui::Role role, std::string_view label) {
  const ui::Node& node = find(role, label);
  if (!node.interactive || node.state.disabled) {
    throw std::runtime_error(std::string(name_of(role)) + " \"" + std::string(label) +
                             "\" is off; there are:\n" + list_nodes());
  }
  tap_at(node.rect.centre());
}

void UiDriver::tap_at(ui::Point canvas) {
  parts_->finger(sdl::PointerAct::down, canvas);
  parts_->finger(sdl::PointerAct::up, canvas);
  settle();
}

void UiDriver::click(ui::Role role, std::string_view label) {
  const ui::Point at = parts_->window_point(find(role, label).rect.centre());
  sdl::push_mouse(sdl::PointerAct::move, at.x, at.y);
  sdl::push_mouse(sdl::PointerAct::down, at.x, at.y);
  sdl::push_mouse(sdl::PointerAct::up, at.x, at.y);
  settle();
}

void UiDriver::press_down(ui::Point canvas) {
  parts_->finger(sdl::PointerAct::down, canvas);
  settle();
}

void UiDriver::press_move(ui::Point canvas) {
  parts_->finger(sdl::PointerAct::move, canvas);
  settle();
}

void UiDriver::press_up(ui::Point canvas) {
  parts_->finger(sdl::PointerAct::up, canvas);
  settle();
}

void UiDriver::key(std::string_view name, bool shift) {
  if (!sdl::push_key(name, shift)) {
    throw std::runtime_error("SDL knows no key \"" + std::string(name) + "\"");
  }
  settle();
}

void UiDriver::type(std::string_view utf8) {
  sdl::push_text(utf8);
  settle();
}

void UiDriver::tap_keys(std::string_view characters) {
  for (const char letter : characters) {
    const std::string_view space = parts_->texts.tr("Space");
    tap(ui::Role::key, letter == ' ' ? space : std::string_view(&letter, 1));
  }
}

void UiDriver::select_language(std::string_view tag) {
  if (!parts_->texts.select(tag)) {
    throw std::runtime_error("there is no translation \"" + std::string(tag) + "\"");
  }
  invalidate();
}

void UiDriver::set_access(const ui::AccessSettings& access) {
  if (access == parts_->options.access) {
    return;
  }
  parts_->options.access = access;
  parts_->theme = theme_of(parts_->options.brand, access);
  invalidate();
  settle();
}

void UiDriver::invalidate() {
  parts_->session.invalidate();
}

void UiDriver::wipe() {
  parts_->session.wipe();
  parts_->host->forget_pictures();
}

void UiDriver::advance_ms(std::int64_t by_ms) {
  parts_->window.advance_ms(by_ms);
  settle();
}

std::vector<ui::Finding> UiDriver::self_check() const {
  return self_check(ui::kiosk_rules(parts_->options.orientation, parts_->options.access.reach));
}

std::vector<ui::Finding> UiDriver::self_check(const ui::Rules& rules) const {
  const ui::Panel panel{static_cast<float>(parts_->window.width_px()),
                        static_cast<float>(parts_->window.height_px()),
                        static_cast<float>(parts_->options.diagonal_in)};
  return check_drawn(drawn(), panel, rules);
}

image::Pixels UiDriver::pixels() {
  Result<sdl::Pixels> read = parts_->window.real().read_pixels();
  if (!read) throw std::runtime_error(to_string(read.error()));
  return {read->width_px, read->height_px, std::move(read->rgba)};
}

void UiDriver::save_png(const std::filesystem::path& path) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  const Status written = image::write_png(path, pixels());
  if (!written) throw std::runtime_error(to_string(written.error()));
}

}  // namespace lobby::tests
