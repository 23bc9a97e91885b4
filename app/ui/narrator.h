// Narrator: what is said of a screen, from its nodes. A new screen says its heading and its alerts;
// the focus says what stands there: label, value, what it is, how it is, and where in the list.
// What changes under the focus is said again. Pure: it keeps what was said last and speaks to
// nobody. UI thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/node.h"
#include "app/ui/text_catalog.h"

namespace lobby::ui {

// Where who listens stops: a control, or a text, picture or alert with words that goes on from
// none.
bool is_spoken(const Node& node);

class Narrator {
 public:
  // What the latest frame gives to say, in order; what was begun before is out of date where it is
  // not empty.
  std::vector<std::string> look(const std::vector<Node>& nodes, const TextCatalog& texts);
  // The same once more; empty where nothing was said yet.
  const std::vector<std::string>& last() const { return last_; }
  // Forgets the guest's words.
  void clear() { *this = {}; }

 private:
  std::optional<std::string> typed_into(const std::vector<Node>& nodes);

  std::string screen_;  // its headings
  std::vector<std::string> alerts_;
  std::string field_id_;  // that is typed into
  std::string field_value_;
  std::string focus_id_;
  std::string focus_text_;
  std::vector<std::string> last_;
};

}  // namespace lobby::ui
