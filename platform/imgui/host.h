// Host: owns the Dear ImGui context, the fonts (mapped from disk, glyphs made when first shown),
// the pictures (decoded and cut to size when first shown, freed by forget_pictures) and the
// renderer backend. Draws a frame by calling a function with what it may draw on. It feeds no input
// to Dear ImGui: presses and focus are app/ui's own.
// UI thread; each Host has a context of its own and makes it current for its calls.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "platform/imgui/picture_cut.h"

struct ImDrawList;
struct ImFont;
struct ImGuiContext;
struct ImTextureData;
struct SDL_Renderer;

namespace lobby::imgui {

class MappedFile;

struct PictureHandle {
  ImTextureData* texture = nullptr;
  int width_px = 0;
  int height_px = 0;
};

// A place in the font atlas, in texture coordinates.
struct SpritePlace {
  float u0 = 0;
  float v0 = 0;
  float u1 = 0;
  float v1 = 0;
};

// What a frame may draw on; valid during the call.
struct Paint {
  using Cut = PictureCut;
  ImDrawList* list = nullptr;
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
  ImFont* icons = nullptr;
  ImTextureData* shadow = nullptr;
  // The picture cut as asked, or an empty handle; `source_size` tells its size before the cut.
  std::function<PictureHandle(const PictureCut& cut)> picture;
  std::function<PictureHandle(std::string_view name)> source_size;
  // A white disc (ring_px 0) or ring of this radius, made when first asked for.
  std::function<SpritePlace(int radius_px, int ring_px)> disc;
};

struct HostOptions {
  SDL_Renderer* renderer = nullptr;
  std::string regular_font = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
  std::string bold_font = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
  std::string face = "Noto Sans CJK SC";
  std::string icon_font =
      "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
  // Decodes a picture by name; an error leaves its place empty and is remembered.
  std::function<Result<LoadedPicture>(std::string_view name)> load_picture;
  // The 9-slice of app/ui/canvas.h: radius, margin and side of the texture.
  int shadow_radius_px = 24;
  int shadow_margin_px = 20;
  int shadow_texture_px = 96;
};

class Host {
 public:
  // Errors: configuration (a font file or its face is missing), unavailable.
  static Result<std::unique_ptr<Host>> open(HostOptions options);
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host();

  // Builds one frame and renders it; the caller clears before and presents after.
  void draw(int width_px, int height_px, const std::function<void(const Paint&)>& frame);
  // Frees every picture's texture (the wipe).
  void forget_pictures();
  std::size_t pictures_held() const { return pictures_.size(); }
  // Pictures that could not be loaded, with the reason.
  const std::map<std::string, std::string, std::less<>>& missing_pictures() const {
    return missing_;
  }

 private:
  explicit Host(HostOptions options);
  Status load_fonts();
  PictureHandle picture(const PictureCut& cut);
  PictureHandle source_size(std::string_view name);
  const LoadedPicture* source(const std::string& name);
  SpritePlace disc(int radius_px, int ring_px);
  ImTextureData* register_texture(const LoadedPicture& pixels);
  void free_retired();

  HostOptions options_;
  ImGuiContext* context_ = nullptr;
  std::vector<std::unique_ptr<MappedFile>> files_;
  ImFont* regular_ = nullptr;
  ImFont* bold_ = nullptr;
  ImFont* icons_ = nullptr;
  ImTextureData* shadow_ = nullptr;
  std::map<PictureCut, ImTextureData*> pictures_;
  std::map<std::string, LoadedPicture, std::less<>> sources_;  // the last one decoded in this frame
  std::map<std::string, PictureHandle, std::less<>> source_sizes_;
  std::vector<ImTextureData*> retired_;
  std::map<std::pair<int, int>, int> discs_;  // radius and ring -> rectangle id in the font atlas
  std::map<std::string, std::string, std::less<>> missing_;
};

}  // namespace lobby::imgui
