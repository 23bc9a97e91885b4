// Host over Dear ImGui 1.92's dynamic fonts and textures and its SDL_Renderer backend. Pictures are
// user textures: the backend uploads and destroys them, their pixels are dropped after the upload.
// UI thread.
#include "platform/imgui/host.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_impl_sdlrenderer2.h>
#include <imgui_internal.h>

#include "core/base/check.h"
#include "platform/imgui/font_file.h"
#include "platform/imgui/font_loader.h"
#include "platform/imgui/sprites.h"

namespace lobby::imgui {

namespace {

// A nominal size; every text names its own.
constexpr float nominal_size_px = 48;

ImFont* add_font(const MappedFile& file, unsigned face) {
  ImFontConfig config;
  config.FontNo = face;
  // Unhinted outlines keep the advance widths of the design at every size.
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_NoHinting;
  ImFont* font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
      file.data(), static_cast<int>(file.size()), nominal_size_px, &config);
  // Dear ImGui copies a font that it is told at first not to own (36 MB here), so it is told now:
  // the mapping outlives the atlas.
  if (font != nullptr) font->Sources.back()->FontDataOwnedByAtlas = false;
  return font;
}

// The last frame's list, which the renderer walks when it shuts down, may still name the texture.
void free_texture(ImTextureData* texture) {
  ImGui::UnregisterUserTexture(texture);
  ImGui::GetPlatformIO().Textures.find_erase(texture);
  IM_DELETE(texture);
}

}  // namespace

Host::Host(HostOptions options) : options_(std::move(options)) {}

Result<std::unique_ptr<Host>> Host::open(HostOptions options) {
  CHECK(options.renderer != nullptr);
  std::unique_ptr<Host> host(new Host(std::move(options)));
  IMGUI_CHECKVERSION();
  host->context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(host->context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouse | ImGuiConfigFlags_NoKeyboard;
  // Baked line textures need bilinear sampling, which SDL's software renderer lacks.
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;
  ImGui_ImplSDLRenderer2_Init(host->options_.renderer);
  io.Fonts->SetFontLoader(font_loader());
  if (const Status fonts = host->load_fonts(); !fonts) return fonts.error();
  const int side = host->options_.shadow_texture_px;
  host->shadow_ = host->register_texture(
      {side, side,
       shadow_pixels({side, host->options_.shadow_margin_px, host->options_.shadow_radius_px})});
  return host;
}

Status Host::load_fonts() {
  struct Wanted {
    const std::string& path;
    const std::string face;
    ImFont** font;
  };
  const std::string bold_face = options_.face + " Bold";
  const Wanted wanted[] = {{options_.regular_font, options_.face, &regular_},
                           {options_.bold_font, bold_face, &bold_},
                           {options_.icon_font, "", &icons_}};
  for (const Wanted& font : wanted) {
    Result<std::unique_ptr<MappedFile>> file = MappedFile::open(font.path);
    if (!file) return file.error();
    Result<unsigned> face = find_face((*file)->bytes(), font.face);
    if (!face) face = find_face((*file)->bytes(), options_.face);
    if (!face) return fail(face.error().code, font.path + ": " + face.error().detail);
    *font.font = add_font(**file, *face);
    if (*font.font == nullptr) {
      return fail(ErrorCode::configuration, "font " + font.path + " cannot be used");
    }
    files_.push_back(std::move(*file));
  }
  return done();
}

Host::~Host() {
  if (context_ == nullptr) return;
  ImGui::SetCurrentContext(context_);
  forget_pictures();
  if (shadow_ != nullptr) retired_.push_back(std::exchange(shadow_, nullptr));
  for (ImTextureData* texture : retired_) {
    texture->SetStatus(ImTextureStatus_WantDestroy);
    ImGui_ImplSDLRenderer2_UpdateTexture(texture);
  }
  for (ImTextureData* texture : retired_) free_texture(texture);
  ImGui_ImplSDLRenderer2_Shutdown();
  ImGui::DestroyContext(context_);  // leaves no current context
}

ImTextureData* Host::register_texture(const LoadedPicture& pixels) {
  ImTextureData* texture = IM_NEW(ImTextureData)();
  texture->Create(ImTextureFormat_RGBA32, pixels.width_px, pixels.height_px);
  std::memcpy(texture->GetPixels(), pixels.rgba.data(), pixels.rgba.size());
  texture->UseColors = true;
  texture->SetStatus(ImTextureStatus_WantCreate);
  ImGui::RegisterUserTexture(texture);
  return texture;
}

// The decoded picture, for the rest of this frame.
const LoadedPicture* Host::source(const std::string& name) {
  const auto found = sources_.find(name);
  if (found != sources_.end()) return &found->second;
  if (!options_.load_picture || missing_.contains(name)) return nullptr;
  Result<LoadedPicture> loaded = options_.load_picture(name);
  const bool sound = loaded.ok() && loaded->width_px > 0 && loaded->height_px > 0 &&
                     loaded->rgba.size() == static_cast<std::size_t>(loaded->width_px) *
                                                static_cast<std::size_t>(loaded->height_px) * 4;
  if (!sound) {
    missing_.emplace(name, loaded ? "the loader gave no pixels" : loaded.error().detail);
    return nullptr;
  }
  sources_.clear();  // one at a time: they are large
  source_sizes_[name] = {nullptr, loaded->width_px, loaded->height_px};
  return &sources_.emplace(name, std::move(*loaded)).first->second;
}

PictureHandle Host::source_size(std::string_view name) {
  const auto found = source_sizes_.find(name);
  if (found != source_sizes_.end()) return found->second;
  const LoadedPicture* loaded = source(std::string(name));
  return loaded == nullptr ? PictureHandle{}
                           : PictureHandle{nullptr, loaded->width_px, loaded->height_px};
}

PictureHandle Host::picture(const PictureCut& cut) {
  if (cut.width_px <= 0 || cut.height_px <= 0) return {};
  auto found = pictures_.find(cut);
  if (found == pictures_.end()) {
    const LoadedPicture* loaded = source(cut.name);
    if (loaded == nullptr) return {};
    found = pictures_.emplace(cut, register_texture(cut_picture(*loaded, cut))).first;
  }
  return {found->second, found->second->Width, found->second->Height};
}

SpritePlace Host::disc(int radius_px, int ring_px) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect{};
  const auto found = discs_.find({radius_px, ring_px});
  if (found == discs_.end()) {
    const int side = 2 * radius_px;
    const ImFontAtlasRectId id = atlas.AddCustomRect(side, side, &rect);
    const std::vector<std::uint8_t> alpha = disc_coverage(radius_px, ring_px);
    for (int y = 0; y < side; ++y) {
      auto* row = static_cast<std::uint8_t*>(atlas.TexData->GetPixelsAt(rect.x, rect.y + y));
      for (int x = 0; x < side; ++x) {
        const std::uint8_t value = alpha[static_cast<std::size_t>(y * side + x)];
        std::fill_n(row + 4 * x, 3, std::uint8_t{255});
        row[4 * x + 3] = value;
      }
    }
    ImFontAtlasTextureBlockQueueUpload(&atlas, atlas.TexData, rect.x, rect.y, side, side);
    discs_.emplace(std::pair{radius_px, ring_px}, id);
  } else if (!atlas.GetCustomRect(found->second, &rect)) {
    return {};
  }
  return {rect.uv0.x, rect.uv0.y, rect.uv1.x, rect.uv1.y};
}

void Host::draw(int width_px, int height_px, const std::function<void(const Paint&)>& frame) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width_px), static_cast<float>(height_px)};
  io.DeltaTime = 1.F / 60.F;
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGui::NewFrame();
  Paint paint;
  paint.list = ImGui::GetBackgroundDrawList();
  paint.regular = regular_;
  paint.bold = bold_;
  paint.icons = icons_;
  paint.shadow = shadow_;
  paint.picture = [this](const PictureCut& cut) { return picture(cut); };
  paint.source_size = [this](std::string_view name) { return source_size(name); };
  paint.disc = [this](int radius_px, int ring_px) { return disc(radius_px, ring_px); };
  frame(paint);
  ImGui::Render();
  ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData(), options_.renderer);
  free_retired();
  sources_.clear();
  for (auto& [cut, texture] : pictures_) {
    if (texture->Status == ImTextureStatus_OK && texture->Pixels != nullptr) {
      texture->DestroyPixels();
    }
  }
}

void Host::forget_pictures() {
  for (auto& [cut, texture] : pictures_) {
    texture->SetStatus(ImTextureStatus_WantDestroy);
    retired_.push_back(texture);
  }
  pictures_.clear();
  source_sizes_.clear();
}

// Textures given up before this frame: the backend has destroyed them by now.
void Host::free_retired() {
  std::erase_if(retired_, [](ImTextureData* texture) {
    if (texture->Status == ImTextureStatus_WantDestroy && texture->TexID != ImTextureID_Invalid) {
      return false;
    }
    free_texture(texture);
    return true;
  });
}

}  // namespace lobby::imgui
