// All widgets at once, for screens. UI thread.
#pragma once

#include "app/ui/layout.h"
#include "app/ui/widgets/bars.h"
#include "app/ui/widgets/buttons.h"
#include "app/ui/widgets/calendar.h"
#include "app/ui/widgets/cards.h"
#include "app/ui/widgets/choices.h"
#include "app/ui/widgets/field.h"
#include "app/ui/widgets/keyboard.h"
#include "app/ui/widgets/notices.h"
#include "app/ui/widgets/overlays.h"
#include "app/ui/widgets/pager.h"
#include "app/ui/widgets/prices.h"
#include "app/ui/widgets/stepper.h"
