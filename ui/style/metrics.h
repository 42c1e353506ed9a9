#pragma once

//! Sizes in logical pixels at 96 dpi, on a grid of 4. Text never gets a fixed width: measure it.
namespace keyturn::metrics {

inline constexpr int insideControl = 8;
inline constexpr int pageMargin = 24;
inline constexpr int narrowPageMargin = 16; //!< when the detail is under 560 wide
inline constexpr int sectionGap = 20;
inline constexpr int smallGap = 4;   //!< between a text and what belongs to it
inline constexpr int gap = 8;        //!< between things in a line, and between lines of one part
inline constexpr int buttonGap = 10; //!< between buttons
inline constexpr int partGap = 12;   //!< between parts of a page that belong together
inline constexpr int wideGap = 16;   //!< between columns, and between groups of fields

inline constexpr int toolbarHeight = 52;
inline constexpr int stagedBarHeight = 48;
inline constexpr int messageBarHeight = 48;
inline constexpr int statusBarHeight = 32;
inline constexpr int sidebarWidth = 232;
inline constexpr int railWidth = 56;
inline constexpr int listWidth = 608;
inline constexpr int narrowListWidth = 296;
inline constexpr int detailMinimumWidth = 480;
inline constexpr int windowMinimumWidth = 1024;
inline constexpr int windowMinimumHeight = 640;
inline constexpr int railBelow =
    1200; //!< narrower windows: the sidebar as a rail, bars without words that can be missed

inline constexpr int controlRadius = 6;
inline constexpr int dialogRadius = 12;
inline constexpr int labelChipRadius = 4;

inline constexpr int controlHeight = 32; //!< buttons, fields, segmented control, tool buttons
inline constexpr int pageButtonHeight = 36;
inline constexpr int buttonPadding = 12;
inline constexpr int icon = 16;
inline constexpr int largeIcon = 22;

inline constexpr int chipHeight = 22;
inline constexpr int chipIconLeft = 6;
inline constexpr int chipTextGap = 4;
inline constexpr int chipRight = 8;
inline constexpr int labelChipPadding = 8;

inline constexpr int comfortableRow = 48;
inline constexpr int narrowRow = 60;
inline constexpr int compactRow = 28;
inline constexpr int dueRow = 44;
inline constexpr int sidebarRow = 32;
inline constexpr int headerRow = 32;
inline constexpr int diffRow = 52;
inline constexpr int mergeRow = 64;
inline constexpr int selectionBar = 3;
inline constexpr int cellMargin = 12; //!< of a table's first column and behind the last one

inline constexpr int dialogMargin = 24;
inline constexpr int dialogHeadTop = 20;
inline constexpr int dialogHeadBottom = 16;
inline constexpr int dialogFootMargin = 14; //!< above and below its buttons
inline constexpr int dialogFootEnd = 20;    //!< behind the last button
inline constexpr int cardMargin = 16;       //!< at the sides of a card; 12 above and below
inline constexpr int cardMarginTop = 12;

inline constexpr int kindColumn = 78;
inline constexpr int dueColumn = 146;
inline constexpr int tokenColumn = 86;
inline constexpr int regionColumn = 96;
inline constexpr int changedColumn = 70;
inline constexpr int keyColumn = 184;
inline constexpr int ageColumn = 60;

inline constexpr int maskDots = 12;
inline constexpr int diffMaskDots = 8;
inline constexpr int maskDot = 5;
inline constexpr int maskPitch = 8;

inline constexpr int emptyStateDisc = 56;
inline constexpr int emptyStateTextWidth = 320;
inline constexpr int progressBar = 6;
inline constexpr int scrollBar = 10;    //!< rows keep it free at their end, where it lies over them
inline constexpr int scrollHandle = 32; //!< the least length

inline constexpr int grow = 150;
inline constexpr int revealSeconds = 20;

} // namespace keyturn::metrics
