// The self-check's rules. Sizes and places come from the semantic nodes, contrast and clipping from
// the canvas's records. Pure. Any thread.
#include "app/ui/self_check.h"

#include <cmath>
#include <cstdio>
#include <set>

namespace lobby::ui {

namespace {

constexpr double mm_per_inch = 25.4;

template <class... Values>
std::string worded(const char* pattern, Values... values) {
  char text[160];
  std::snprintf(text, sizeof(text), pattern, values...);
  return text;
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\" ";
}

std::string named(const Node& node) {
  return std::string(name_of(node.role)) + " " + quoted(node.label) + "(" + node.id + ") ";
}

// What of a line box is really inked: between the ascenders and the descenders.
Rect ink(const TextRecord& text) {
  return {text.box.x, text.box.y + text.size * 0.16F, text.box.w, text.size * 0.70F};
}

bool is_large(const TextRecord& text) {
  return text.weight == Weight::bold && text.size >= type::button;
}

struct Checker {
  const Drawn& drawn;
  const Panel& panel;
  const Rules& rules;
  std::vector<Finding> findings;

  void add(Fault fault, std::string what, Rect rect) {
    findings.push_back({fault, std::move(what), rect});
  }

  void check_node(const Node& node) {
    const Fit fit = fit_canvas(drawn.canvas, {panel.width_px, panel.height_px});
    const double mm_per_px = static_cast<double>(fit.scale) / pixels_per_mm(panel);
    const float least = std::min(node.rect.w, node.rect.h);
    if (node.label.empty()) add(Fault::unlabelled, named(node), node.rect);
    if (least < rules.target_px) {
      add(Fault::target_small,
          named(node) +
              worded("is %.0f x %.0f px, needed %.0f", node.rect.w, node.rect.h, rules.target_px),
          node.rect);
    }
    if (const double mm = static_cast<double>(least) * mm_per_px; mm < rules.target_mm) {
      add(Fault::target_small_mm,
          named(node) + worded("is %.1f mm on this panel, needed %.1f", mm, rules.target_mm),
          node.rect);
    }
    if (node.primary && node.rect.h < rules.primary_height_px) {
      add(Fault::primary_low,
          named(node) +
              worded("is %.0f px high, needed %.0f", node.rect.h, rules.primary_height_px),
          node.rect);
    }
    if (node.rect.y < rules.controls_from_y) {
      add(Fault::control_high,
          named(node) + worded("starts at y %.0f, controls begin at %.0f", node.rect.y,
                               rules.controls_from_y),
          node.rect);
    }
  }

  void check_nodes() {
    std::set<std::string> ids;
    for (std::size_t index = 0; index < drawn.nodes.size(); ++index) {
      const Node& node = drawn.nodes[index];
      if (node.covered) continue;
      const Rect canvas{0, 0, drawn.canvas.w, drawn.canvas.h};
      if (node.interactive && !ids.insert(node.id).second) {
        add(Fault::duplicate_id, named(node) + "has the id of another control", node.rect);
      }
      if (node.rect.x < canvas.x || node.rect.y < canvas.y || node.rect.right() > canvas.w + 0.5F ||
          node.rect.bottom() > canvas.h + 0.5F) {
        add(Fault::off_screen, named(node) + "leaves the canvas", node.rect);
      }
      if (!node.interactive) continue;
      check_node(node);
      for (std::size_t next = index + 1; next < drawn.nodes.size(); ++next) {
        const Node& other = drawn.nodes[next];
        if (other.interactive && !other.covered && node.rect.overlaps(other.rect, 0.5F)) {
          add(Fault::controls_overlap, named(node) + "overlaps " + named(other), node.rect);
        }
      }
    }
  }

  void check_text(const TextRecord& text) {
    if (text.clipped) add(Fault::text_clipped, quoted(text.text) + "does not fit", text.box);
    if (text.box.x < 0 || text.box.y < 0 || text.box.right() > drawn.canvas.w ||
        text.box.bottom() > drawn.canvas.h) {
      add(Fault::text_off_screen, quoted(text.text) + "leaves the canvas", text.box);
    }
    if (text.size < rules.text_floor) {
      add(Fault::text_small,
          quoted(text.text) + worded("has size %.0f, floor %.0f", text.size, rules.text_floor),
          text.box);
    }
    if (text.disabled) return;
    if (!text.background) {
      add(Fault::background_unknown, quoted(text.text) + "stands on a picture: give .over",
          text.box);
      return;
    }
    const double ratio = contrast(text.colour, *text.background);
    const bool large = is_large(text);
    const double needed = large ? rules.large_contrast : rules.text_contrast;
    if (ratio < needed) {
      add(large ? Fault::contrast_large : Fault::contrast_text,
          quoted(text.text) + worded("has contrast %.2f, needed %.1f", ratio, needed), text.box);
    }
  }

  void check_crossings(std::size_t index) {
    const TextRecord& text = drawn.texts[index];
    const Rect inked = ink(text);
    for (std::size_t next = index + 1; next < drawn.texts.size(); ++next) {
      const TextRecord& other = drawn.texts[next];
      if (!other.covered && inked.overlaps(ink(other), 1)) {
        add(Fault::text_overlaps, quoted(text.text) + "runs into " + quoted(other.text), text.box);
      }
    }
    for (const Node& node : drawn.nodes) {
      if (!node.interactive || node.covered || !inked.overlaps(node.rect, 1)) continue;
      const bool inside = inked.x >= node.rect.x && inked.right() <= node.rect.right() &&
                          inked.y >= node.rect.y && inked.bottom() <= node.rect.bottom();
      if (!inside) {
        add(Fault::text_crosses_control, quoted(text.text) + "crosses " + named(node), text.box);
      }
    }
  }

  void check_edges() {
    for (const EdgeRecord& edge : drawn.edges) {
      if (edge.covered) continue;
      const double ratio = contrast(edge.edge, edge.beneath);
      if (ratio < rules.edge_contrast) {
        add(Fault::contrast_edge,
            worded("a control's edge has contrast %.2f, needed %.1f", ratio, rules.edge_contrast),
            edge.rect);
      }
    }
  }
};

}  // namespace

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::duplicate_id:
      return "duplicate_id";
    case Fault::unlabelled:
      return "unlabelled";
    case Fault::target_small:
      return "target_small";
    case Fault::target_small_mm:
      return "target_small_mm";
    case Fault::primary_low:
      return "primary_low";
    case Fault::controls_overlap:
      return "controls_overlap";
    case Fault::off_screen:
      return "off_screen";
    case Fault::control_high:
      return "control_high";
    case Fault::text_clipped:
      return "text_clipped";
    case Fault::text_off_screen:
      return "text_off_screen";
    case Fault::text_overlaps:
      return "text_overlaps";
    case Fault::text_crosses_control:
      return "text_crosses_control";
    case Fault::text_small:
      return "text_small";
    case Fault::contrast_text:
      return "contrast_text";
    case Fault::contrast_large:
      return "contrast_large";
    case Fault::contrast_edge:
      return "contrast_edge";
    case Fault::background_unknown:
      return "background_unknown";
  }
  return "unknown";
}

std::string to_string(const Finding& finding) {
  return std::string(name_of(finding.fault)) + ": " + finding.what +
         worded(" at %.0f,%.0f %.0fx%.0f", finding.rect.x, finding.rect.y, finding.rect.w,
                finding.rect.h);
}

double pixels_per_mm(const Panel& panel) {
  const double diagonal_px = std::hypot(panel.width_px, panel.height_px);
  return diagonal_px / (static_cast<double>(panel.diagonal_in) * mm_per_inch);
}

Rules kiosk_rules(Orientation orientation, bool reach) {
  Rules rules;
  const float height = canvas_size(orientation).h;
  rules.controls_from_y = height * (reach ? 0.5F : 0.3F);
  return rules;
}

Rules desk_rules() {
  Rules rules;
  rules.target_px = 32;
  rules.target_mm = 0;
  rules.primary_height_px = 40;
  rules.controls_from_y = 0;
  rules.text_floor = 20;
  return rules;
}

std::vector<Finding> check_drawn(const Drawn& drawn, const Panel& panel, const Rules& rules) {
  Checker checker{drawn, panel, rules, {}};
  checker.check_nodes();
  for (std::size_t index = 0; index < drawn.texts.size(); ++index) {
    if (drawn.texts[index].covered) continue;
    checker.check_text(drawn.texts[index]);
    checker.check_crossings(index);
  }
  checker.check_edges();
  return checker.findings;
}

}  // namespace lobby::ui
